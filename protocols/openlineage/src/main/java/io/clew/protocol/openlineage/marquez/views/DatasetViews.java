package io.clew.protocol.openlineage.marquez.views;

import io.clew.identity.dataset.DatasetName;
import io.clew.model.Clocks;
import io.clew.protocol.openlineage.marquez.graph.JobGraph;
import io.clew.protocol.openlineage.marquez.rows.Scope;
import io.clew.protocol.openlineage.marquez.rows.Thing;
import io.clew.protocol.openlineage.marquez.wire.Shapes;
import io.clew.protocol.openlineage.marquez.wire.Uuids;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes views of datasets; for one question. */
final class DatasetViews {
    /** Newest writers, and readers, whose events are looked at for a dataset's facets. */
    private static final int RUNS_EACH = 3;

    private final Scope scope;
    private final JobGraph graph;
    private final StoredFacets stored;

    DatasetViews(Scope scope, JobGraph graph, StoredFacets stored) {
        this.scope = scope;
        this.graph = graph;
        this.stored = stored;
    }

    /** Shows datasets with their facets. */
    List<DatasetView> full(List<Thing> datasets) {
        Map<Integer, List<Integer>> columns = new HashMap<>();
        datasets.forEach(one -> columns.put(one.id(), graph.columns(one.id())));
        List<Integer> allColumns = columns.values().stream().flatMap(List::stream).toList();
        Map<Integer, List<ColumnInput>> inputs =
                ColumnInputs.of(scope.db(), allColumns, Clocks.NOW);
        Map<Integer, List<String>> tags =
                Tags.of(
                        scope.db(),
                        Stream.concat(datasets.stream().map(Thing::id), allColumns.stream())
                                .toList());
        return datasets.stream()
                .map(one -> full(one, columns.getOrDefault(one.id(), List.of()), inputs, tags))
                .toList();
    }

    private DatasetView full(
            Thing dataset,
            List<Integer> columns,
            Map<Integer, List<ColumnInput>> inputs,
            Map<Integer, List<String>> tags) {
        Map<String, @Nullable Object> facets = facets(dataset);
        Map<String, List<String>> fieldTags = new HashMap<>();
        List<DatasetView.Column> derived = new ArrayList<>();
        for (int column : columns) {
            String name = graph.urn(column).last();
            if (tags.containsKey(column)) {
                fieldTags.put(name, tags.get(column));
            }
            if (inputs.containsKey(column)) {
                derived.add(new DatasetView.Column(name, inputs.get(column)));
            }
        }
        derived.sort(java.util.Comparator.comparing(DatasetView.Column::name));
        OptionalInt newest = graph.newestVersion(dataset.id());
        return new DatasetView(
                dataset,
                source(facets, dataset.namespace()),
                FieldView.of(fieldsOf(facets), fieldTags),
                tags.getOrDefault(dataset.id(), List.of()),
                newest.isPresent()
                        ? VersionTimes.of(scope.db(), List.of(newest.getAsInt()))
                                .get(newest.getAsInt())
                        : null,
                Shapes.textAt(facets, "lifecycleStateChange", "lifecycleStateChange"),
                Shapes.textAt(facets, "documentation", "description"),
                newest.isPresent() ? Uuids.of(graph.urnText(newest.getAsInt())) : null,
                derived,
                facets);
    }

    /** Returns the facets that the newest events of a dataset carry. */
    private Map<String, @Nullable Object> facets(Thing dataset) {
        List<StoredFacets.Events> events = new ArrayList<>();
        events.add(stored.dataset(dataset.id()));
        graph.newestRuns(dataset.id(), RUNS_EACH).forEach(run -> events.add(stored.run(run)));
        return stored.gathered(events)
                .dataset(new DatasetName(dataset.namespace(), dataset.name()))
                .all();
    }

    static @Nullable Object fieldsOf(Map<String, @Nullable Object> facets) {
        return facets.get("schema") instanceof Map<?, ?> schema ? schema.get("fields") : null;
    }

    /** Returns the name of a source as a facet gives it; else the namespace is the source. */
    static String source(Map<String, @Nullable Object> facets, String namespace) {
        String name = Shapes.textAt(facets, "dataSource", "name");
        return name == null ? namespace : name;
    }
}
