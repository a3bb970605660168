package io.clew.protocol.openlineage.marquez.views;

import io.clew.identity.dataset.DatasetName;
import io.clew.protocol.openlineage.marquez.graph.JobGraph;
import io.clew.protocol.openlineage.marquez.rows.RunRow;
import io.clew.protocol.openlineage.marquez.rows.RunRows;
import io.clew.protocol.openlineage.marquez.rows.Scope;
import io.clew.protocol.openlineage.marquez.rows.Thing;
import io.clew.protocol.openlineage.marquez.wire.Shapes;
import io.clew.protocol.openlineage.marquez.wire.Uuids;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Makes views of versions of datasets; for one question. */
final class VersionViews {
    private final Scope scope;
    private final JobGraph graph;
    private final StoredFacets stored;
    private final RunViews runs;

    VersionViews(Scope scope, JobGraph graph, StoredFacets stored) {
        this.scope = scope;
        this.graph = graph;
        this.stored = stored;
        this.runs = new RunViews(graph, stored);
    }

    /** Shows versions of one dataset by their nodes. */
    List<VersionView> of(Thing dataset, List<Integer> versions) {
        Map<Integer, Integer> makers = new HashMap<>();
        for (int version : versions) {
            graph.maker(version).ifPresent(run -> makers.put(version, run));
        }
        Map<Integer, RunRow> rows = RunRows.byNode(scope, makers.values());
        Map<Integer, Long> times = VersionTimes.of(scope.db(), versions);
        List<String> tags =
                Tags.of(scope.db(), List.of(dataset.id())).getOrDefault(dataset.id(), List.of());
        Map<String, List<String>> fieldTags = fieldTags(dataset);
        return versions.stream()
                .map(
                        version ->
                                view(
                                        dataset,
                                        version,
                                        times.getOrDefault(version, dataset.createdMillis()),
                                        rows.get(makers.getOrDefault(version, 0)),
                                        tags,
                                        fieldTags))
                .toList();
    }

    private VersionView view(
            Thing dataset,
            int version,
            long createdMillis,
            @Nullable RunRow maker,
            List<String> tags,
            Map<String, List<String>> fieldTags) {
        OptionalInt teller =
                maker == null ? graph.newestReader(version) : OptionalInt.of(maker.id());
        Map<String, @Nullable Object> facets =
                teller.isEmpty()
                        ? Map.of()
                        : stored.ofRun(teller.getAsInt())
                                .dataset(new DatasetName(dataset.namespace(), dataset.name()))
                                .all();
        Object fields = DatasetViews.fieldsOf(facets);
        return new VersionView(
                dataset,
                Uuids.of(graph.urnText(version)),
                createdMillis,
                DatasetViews.source(facets, dataset.namespace()),
                FieldView.of(fields, fieldTags),
                tags,
                Shapes.textAt(facets, "lifecycleStateChange", "lifecycleStateChange"),
                Shapes.textAt(facets, "documentation", "description"),
                fields == null
                        ? null
                        : Uuids.of("schema " + graph.urnText(dataset.id()) + " " + fields),
                maker == null ? null : runs.full(maker),
                facets);
    }

    private Map<String, List<String>> fieldTags(Thing dataset) {
        Map<String, List<String>> tags = new HashMap<>();
        Tags.of(scope.db(), graph.columns(dataset.id()))
                .forEach((column, names) -> tags.put(graph.urn(column).last(), names));
        return tags;
    }
}
