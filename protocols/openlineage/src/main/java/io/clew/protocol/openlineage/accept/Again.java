package io.clew.protocol.openlineage.accept;

import io.clew.identity.openlineage.OpenLineageUrns;
import io.clew.model.Urn;
import io.clew.protocol.openlineage.event.DatasetRef;
import io.clew.protocol.openlineage.event.Event;
import io.clew.protocol.openlineage.event.JobRef;
import io.clew.protocol.openlineage.facets.FacetMeanings;
import io.clew.protocol.openlineage.facets.Statements;
import io.clew.protocol.openlineage.facets.Topics;
import io.clew.protocol.openlineage.runs.Datasets;
import java.util.ArrayList;
import java.util.List;

/** States what the facets of any event say of one thing. */
sealed interface Again {

    /** Returns what an event may speak of the thing; 0 where it says nothing of it. */
    long topics(Event event);

    /** States what an event says of it. */
    void speak(Event event, Statements out);

    private static Urn nameOf(JobRef ref) {
        return OpenLineageUrns.job(ref.namespace(), ref.name());
    }

    /** Speaks of a job. */
    record OfJob(Urn job) implements Again {
        @Override
        public long topics(Event event) {
            return switch (event) {
                case Event.RunEvent run -> topics(run.job());
                case Event.JobEvent design -> topics(design.job());
                case Event.DatasetEvent dataset -> 0;
            };
        }

        private long topics(JobRef ref) {
            return nameOf(ref).equals(job) ? Topics.ofJob(ref) : 0;
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
        public long topics(Event event) {
            long topics = 0;
            for (DatasetRef ref : refs(event)) {
                if (isThis(ref)) {
                    topics |= Topics.ofDataset(ref) | Topics.ofRole(ref);
                }
            }
            return topics;
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
        public long topics(Event event) {
            return event instanceof Event.RunEvent of && OpenLineageUrns.run(of.runId()).equals(run)
                    ? Topics.ofRun(of)
                    : 0;
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
