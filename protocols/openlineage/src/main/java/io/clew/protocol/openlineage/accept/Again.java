package io.clew.protocol.openlineage.accept;

import io.clew.identity.openlineage.OpenLineageUrns;
import io.clew.model.Urn;
import io.clew.protocol.openlineage.event.DatasetRef;
import io.clew.protocol.openlineage.event.Event;
import io.clew.protocol.openlineage.event.JobRef;
import io.clew.protocol.openlineage.facets.FacetMeanings;
import io.clew.protocol.openlineage.facets.Statements;
import io.clew.protocol.openlineage.runs.Datasets;
import java.util.ArrayList;
import java.util.List;

/** States what the facets of any event say of one thing. */
sealed interface Again {

    /** Says whether an event names the thing. */
    boolean isNamedBy(Event event);

    /** States what an event says of it. */
    void speak(Event event, Statements out);

    private static Urn nameOf(JobRef ref) {
        return OpenLineageUrns.job(ref.namespace(), ref.name());
    }

    /** Speaks of a job. */
    record OfJob(Urn job) implements Again {
        @Override
        public boolean isNamedBy(Event event) {
            return switch (event) {
                case Event.RunEvent run -> nameOf(run.job()).equals(job);
                case Event.JobEvent design -> nameOf(design.job()).equals(job);
                case Event.DatasetEvent dataset -> false;
            };
        }

        @Override
        public void speak(Event event, Statements out) {
            switch (event) {
                case Event.RunEvent run ->
                        FacetMeanings.ofJob(run.job(), job, OpenLineageUrns.run(run.runId()), out);
                case Event.JobEvent design -> FacetMeanings.ofJob(design.job(), job, job, out);
                case Event.DatasetEvent dataset -> {}
            }
        }
    }

    /** Speaks of a dataset. */
    record OfDataset(Urn dataset) implements Again {
        @Override
        public boolean isNamedBy(Event event) {
            return refs(event).stream().anyMatch(this::isThis);
        }

        private boolean isThis(DatasetRef ref) {
            return Datasets.urn(ref).equals(dataset);
        }

        @Override
        public void speak(Event event, Statements out) {
            for (DatasetRef ref : refs(event)) {
                if (isThis(ref)) {
                    FacetMeanings.ofDataset(ref, dataset, out);
                    FacetMeanings.ofRole(ref, dataset, out);
                }
            }
        }

        private static List<DatasetRef> refs(Event event) {
            return switch (event) {
                case Event.RunEvent run -> joined(run.inputs(), run.outputs());
                case Event.JobEvent design -> joined(design.inputs(), design.outputs());
                case Event.DatasetEvent alone -> List.of(alone.dataset());
            };
        }

        private static List<DatasetRef> joined(List<DatasetRef> some, List<DatasetRef> more) {
            List<DatasetRef> all = new ArrayList<>(some);
            all.addAll(more);
            return all;
        }
    }

    /** Speaks of a run, by what the facets of it and of its job say. */
    record OfRun(Urn run) implements Again {
        @Override
        public boolean isNamedBy(Event event) {
            return event instanceof Event.RunEvent of
                    && OpenLineageUrns.run(of.runId()).equals(run);
        }

        @Override
        public void speak(Event event, Statements out) {
            if (event instanceof Event.RunEvent of) {
                FacetMeanings.ofJob(of.job(), nameOf(of.job()), run, new OnlyOf(run, out));
                FacetMeanings.ofRun(of, run, nameOf(of.job()), out);
            }
        }
    }
}
