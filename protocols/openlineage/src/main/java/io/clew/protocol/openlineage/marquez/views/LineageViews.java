package io.clew.protocol.openlineage.marquez.views;

import io.clew.model.Attributes;
import io.clew.model.Clocks;
import io.clew.protocol.openlineage.marquez.graph.Io;
import io.clew.protocol.openlineage.marquez.graph.JobGraph;
import io.clew.protocol.openlineage.marquez.graph.LineageWalk;
import io.clew.protocol.openlineage.marquez.rows.RunRow;
import io.clew.protocol.openlineage.marquez.rows.RunRows;
import io.clew.protocol.openlineage.marquez.rows.Scope;
import io.clew.protocol.openlineage.marquez.rows.Thing;
import io.clew.protocol.openlineage.marquez.rows.Things;
import io.clew.protocol.openlineage.marquez.wire.NodeId;
import io.clew.questions.node.AttributeValues;
import io.clew.questions.node.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes the view of what a walk met: from attributes, so that many nodes cost no look at events;
 * the facets are left to the calls for one job, dataset or run.
 */
public final class LineageViews {
    private static final SortedMap<String, Value> NO_VALUES = new TreeMap<>();

    /** What is shown of many nodes; all else that is said of them may be long. */
    private static final List<String> KEYS =
            List.of(
                    Attributes.DESCRIPTION,
                    Attributes.PROCESSING_TYPE,
                    Attributes.CODE_URL,
                    Attributes.SCHEMA,
                    Attributes.LIFECYCLE,
                    Attributes.SOURCE_NAME);

    private final JobGraph graph;
    private final RunViews runs;
    private final Map<Integer, Thing> jobs;
    private final Map<Integer, Thing> datasets;
    private final Map<Integer, Integer> newestVersions = new HashMap<>();
    private final Map<Integer, RunRow> newestRuns;
    private final Map<Integer, SortedMap<String, Value>> values;
    private final Map<Integer, List<String>> tags;

    private LineageViews(Entities entities, LineageWalk walk) {
        Scope scope = entities.scope();
        this.graph = entities.graph();
        this.runs = entities.runViews();
        this.jobs = Things.JOBS.byNode(scope, walk.jobs());
        this.datasets = Things.DATASETS.byNode(scope, walk.datasets());
        datasets.keySet()
                .forEach(
                        dataset ->
                                graph.newestVersion(dataset)
                                        .ifPresent(v -> newestVersions.put(dataset, v)));
        this.newestRuns = newestRuns(scope, graph, jobs.keySet());
        this.values =
                AttributeValues.of(
                        scope.db(),
                        Stream.of(jobs.keySet(), datasets.keySet(), newestVersions.values())
                                .flatMap(Collection::stream)
                                .toList(),
                        Clocks.NOW,
                        KEYS);
        this.tags = Tags.of(scope.db(), datasets.keySet());
    }

    private static Map<Integer, RunRow> newestRuns(
            Scope scope, JobGraph graph, Collection<Integer> jobs) {
        Map<Integer, Integer> nodes = new HashMap<>();
        jobs.forEach(job -> graph.newestRun(job).ifPresent(run -> nodes.put(job, run)));
        Map<Integer, RunRow> rows = RunRows.byNode(scope, nodes.values());
        Map<Integer, RunRow> byJob = new HashMap<>();
        nodes.forEach(
                (job, run) -> {
                    RunRow row = rows.get(run);
                    if (row != null) {
                        byJob.put(job, row);
                    }
                });
        return byJob;
    }

    /** Makes the view of a walk; what no OpenLineage event named, or is deleted, is left out. */
    public static LineageView of(Entities entities, LineageWalk walk) {
        return new LineageViews(entities, walk).view(walk.truncated());
    }

    private LineageView view(boolean truncated) {
        Map<Integer, List<String>> writers = new HashMap<>();
        Map<Integer, List<String>> readers = new HashMap<>();
        List<LineageView.Node> nodes = new ArrayList<>();
        for (Thing job : jobs.values()) {
            Io io = graph.current(job.id());
            String id = NodeId.job(job.namespace(), job.name());
            io.inputs().forEach(d -> readers.computeIfAbsent(d, k -> new ArrayList<>()).add(id));
            io.outputs().forEach(d -> writers.computeIfAbsent(d, k -> new ArrayList<>()).add(id));
            nodes.add(new LineageView.Job(id, view(job, io), ids(io.inputs()), ids(io.outputs())));
        }
        for (Thing dataset : datasets.values()) {
            nodes.add(
                    new LineageView.Dataset(
                            NodeId.dataset(dataset.namespace(), dataset.name()),
                            view(dataset),
                            sorted(writers.get(dataset.id())),
                            sorted(readers.get(dataset.id()))));
        }
        nodes.sort(Comparator.comparing(LineageView.Node::id));
        return new LineageView(nodes, truncated);
    }

    private List<String> ids(Collection<Integer> nodes) {
        return nodes.stream()
                .map(datasets::get)
                .filter(thing -> thing != null)
                .map(thing -> NodeId.dataset(thing.namespace(), thing.name()))
                .sorted()
                .toList();
    }

    private static List<String> sorted(@Nullable List<String> ids) {
        return ids == null ? List.of() : ids.stream().sorted().toList();
    }

    private JobView view(Thing job, Io io) {
        SortedMap<String, Value> said = values.getOrDefault(job.id(), NO_VALUES);
        RunRow newest = newestRuns.get(job.id());
        return new JobView(
                job,
                text(said, Attributes.PROCESSING_TYPE),
                JobViews.names(graph, io.inputs()),
                JobViews.names(graph, io.outputs()),
                null,
                null,
                newest == null ? null : runs.brief(newest),
                null,
                Map.of(),
                text(said, Attributes.DESCRIPTION),
                text(said, Attributes.CODE_URL),
                "",
                List.of());
    }

    private DatasetView view(Thing dataset) {
        SortedMap<String, Value> said = values.getOrDefault(dataset.id(), NO_VALUES);
        Integer newest = newestVersions.get(dataset.id());
        SortedMap<String, Value> ofVersion =
                newest == null ? NO_VALUES : values.getOrDefault(newest, NO_VALUES);
        Value schema = ofVersion.getOrDefault(Attributes.SCHEMA, said.get(Attributes.SCHEMA));
        String sourceName = text(said, Attributes.SOURCE_NAME);
        return new DatasetView(
                dataset,
                sourceName == null ? dataset.namespace() : sourceName,
                FieldView.of(schema == null ? null : schema.value(), Map.of()),
                tags.getOrDefault(dataset.id(), List.of()),
                schema == null ? null : schema.at().at().toEpochMilli(),
                text(said, Attributes.LIFECYCLE),
                text(said, Attributes.DESCRIPTION),
                null,
                List.of(),
                Map.of());
    }

    private static @Nullable String text(SortedMap<String, Value> values, String key) {
        Value value = values.get(key);
        return value != null && value.value() instanceof String text ? text : null;
    }
}
