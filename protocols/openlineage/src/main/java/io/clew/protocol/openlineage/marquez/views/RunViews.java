package io.clew.protocol.openlineage.marquez.views;

import io.clew.identity.dataset.DatasetName;
import io.clew.model.Urn;
import io.clew.protocol.openlineage.marquez.graph.JobGraph;
import io.clew.protocol.openlineage.marquez.rows.RunRow;
import io.clew.protocol.openlineage.marquez.views.RunView.UsedVersion;
import io.clew.protocol.openlineage.marquez.wire.Shapes;
import io.clew.protocol.openlineage.marquez.wire.Uuids;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes views of runs; for one question. */
final class RunViews {
    private final JobGraph graph;
    private final StoredFacets facets;

    RunViews(JobGraph graph, StoredFacets facets) {
        this.graph = graph;
        this.facets = facets;
    }

    /** Shows a run with its facets. */
    RunView full(RunRow row) {
        Gathered gathered = facets.ofRun(row.id());
        return view(row, gathered);
    }

    /** Shows a run without its facets, which costs no look at its events. */
    RunView brief(RunRow row) {
        return view(row, Gathered.NOTHING);
    }

    private RunView view(RunRow row, Gathered gathered) {
        Urn job = graph.urn(row.jobId());
        Map<String, @Nullable Object> run = gathered.run();
        Long ended = row.endedMillis();
        return new RunView(
                row,
                job.segment(0),
                job.last(),
                JobVersions.of(graph, row.jobId(), graph.ofRun(row.id())),
                gathered.firstMillis(row.startedMillis()),
                gathered.lastMillis(ended == null ? row.startedMillis() : ended),
                Shapes.textAt(run, "nominalTime", "nominalStartTime"),
                Shapes.textAt(run, "nominalTime", "nominalEndTime"),
                run,
                versions(graph.used(row.id()), name -> gathered.dataset(name).input()),
                versions(graph.made(row.id()), name -> gathered.dataset(name).output()));
    }

    private List<UsedVersion> versions(
            Collection<Integer> nodes,
            Function<DatasetName, Map<String, @Nullable Object>> facetsOf) {
        List<UsedVersion> versions = new ArrayList<>();
        for (int node : nodes) {
            Urn urn = graph.urn(node);
            if (urn.segments().size() >= 2) {
                DatasetName name = new DatasetName(urn.segment(0), urn.segment(1));
                versions.add(
                        new UsedVersion(
                                name.namespace(),
                                name.name(),
                                Uuids.of(graph.urnText(node)),
                                facetsOf.apply(name)));
            }
        }
        versions.sort(
                Comparator.comparing(UsedVersion::namespace).thenComparing(UsedVersion::name));
        return versions;
    }
}
