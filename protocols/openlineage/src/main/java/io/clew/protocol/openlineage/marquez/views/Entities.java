package io.clew.protocol.openlineage.marquez.views;

import io.clew.graph.GraphView;
import io.clew.protocol.openlineage.marquez.graph.Io;
import io.clew.protocol.openlineage.marquez.graph.JobGraph;
import io.clew.protocol.openlineage.marquez.rows.RunRow;
import io.clew.protocol.openlineage.marquez.rows.RunRows;
import io.clew.protocol.openlineage.marquez.rows.Scope;
import io.clew.protocol.openlineage.marquez.rows.Thing;
import io.clew.protocol.openlineage.marquez.wire.Uuids;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Shows things as Marquez does: one snapshot of rows, events and graph; for one question. */
public final class Entities {
    private final Scope scope;
    private final JobGraph graph;
    private final StoredFacets stored;
    private final RunViews runs;

    public Entities(Scope scope, GraphView view) {
        this.scope = scope;
        this.graph = new JobGraph(view);
        this.stored = new StoredFacets(scope);
        this.runs = new RunViews(graph, stored);
    }

    /** Shows jobs. */
    public List<JobView> jobs(List<Thing> jobs) {
        return new JobViews(scope, graph, stored).full(jobs);
    }

    /** Shows a job. */
    public JobView job(Thing job) {
        return jobs(List.of(job)).getFirst();
    }

    /** Shows datasets. */
    public List<DatasetView> datasets(List<Thing> datasets) {
        return new DatasetViews(scope, graph, stored).full(datasets);
    }

    /** Shows a dataset. */
    public DatasetView dataset(Thing dataset) {
        return datasets(List.of(dataset)).getFirst();
    }

    /** Shows runs. */
    public List<RunView> runs(List<RunRow> rows) {
        return rows.stream().map(runs::full).toList();
    }

    /** Shows a run. */
    public RunView run(RunRow row) {
        return runs.full(row);
    }

    /** Returns the facets of a run. */
    public Map<String, @Nullable Object> runFacets(RunRow row) {
        return stored.ofRun(row.id()).run();
    }

    /** Returns the facets that the events of a run carry of its job. */
    public Map<String, @Nullable Object> jobFacets(RunRow row) {
        return stored.ofRun(row.id()).job();
    }

    /** Returns the nodes of a dataset's versions, the newest first. */
    public List<Integer> versionNodes(Thing dataset) {
        return graph.versions(dataset.id());
    }

    /** Finds the node of a version by the UUID that it has here, or by Clew's own name of it. */
    public Optional<Integer> versionNode(Thing dataset, String version) {
        return versionNodes(dataset).stream()
                .filter(
                        node ->
                                Uuids.of(graph.urnText(node)).equalsIgnoreCase(version)
                                        || graph.urn(node).last().equals(version))
                .findFirst();
    }

    /** Shows versions of a dataset by their nodes. */
    public List<VersionView> versions(Thing dataset, List<Integer> nodes) {
        return new VersionViews(scope, graph, stored).of(dataset, nodes);
    }

    /** Returns when a version came to be, in milliseconds since the epoch. */
    public long versionMillis(int node) {
        return VersionTimes.of(scope.db(), List.of(node)).getOrDefault(node, Long.MAX_VALUE);
    }

    /** Shows the versions of a job, the newest first. */
    public List<JobVersionView> jobVersions(Thing job) {
        List<JobVersions.Version> versions = JobVersions.all(graph, job.id());
        Set<Integer> shown = new HashSet<>();
        versions.forEach(
                version -> {
                    shown.add(version.firstRun());
                    shown.add(version.lastRun());
                });
        Map<Integer, RunRow> rows = RunRows.byNode(scope, shown);
        List<JobVersionView> views = new ArrayList<>();
        for (JobVersions.Version version : versions) {
            RunRow first = rows.get(version.firstRun());
            RunRow last = rows.get(version.lastRun());
            Io io = version.io();
            views.add(
                    new JobVersionView(
                            job,
                            version.uuid(),
                            first == null ? job.createdMillis() : first.startedMillis(),
                            JobViews.names(graph, io.inputs()),
                            JobViews.names(graph, io.outputs()),
                            last == null ? null : runs.brief(last)));
        }
        return views;
    }

    /** Returns what may be walked. */
    public JobGraph graph() {
        return graph;
    }

    Scope scope() {
        return scope;
    }

    RunViews runViews() {
        return runs;
    }
}
