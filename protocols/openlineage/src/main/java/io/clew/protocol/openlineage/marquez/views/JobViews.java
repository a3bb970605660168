package io.clew.protocol.openlineage.marquez.views;

import io.clew.identity.dataset.DatasetName;
import io.clew.protocol.openlineage.marquez.graph.Io;
import io.clew.protocol.openlineage.marquez.graph.JobGraph;
import io.clew.protocol.openlineage.marquez.rows.RunRow;
import io.clew.protocol.openlineage.marquez.rows.RunRows;
import io.clew.protocol.openlineage.marquez.rows.Scope;
import io.clew.protocol.openlineage.marquez.rows.Thing;
import io.clew.protocol.openlineage.marquez.wire.Page;
import io.clew.protocol.openlineage.marquez.wire.Shapes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes views of jobs; for one question. */
final class JobViews {
    /** How many runs a job shows beside itself, as in Marquez. */
    private static final Page LATEST_RUNS = new Page(10, 0);

    private final Scope scope;
    private final JobGraph graph;
    private final StoredFacets stored;
    private final RunViews runs;

    JobViews(Scope scope, JobGraph graph, StoredFacets stored) {
        this.scope = scope;
        this.graph = graph;
        this.stored = stored;
        this.runs = new RunViews(graph, stored);
    }

    /** Shows jobs with their newest runs and facets. */
    List<JobView> full(List<Thing> jobs) {
        Map<Integer, List<String>> tags =
                Tags.of(scope.db(), jobs.stream().map(Thing::id).toList());
        return jobs.stream().map(job -> full(job, tags.getOrDefault(job.id(), List.of()))).toList();
    }

    private JobView full(Thing job, List<String> tags) {
        List<RunView> latest = latest(job.id());
        RunView newest = latest.isEmpty() ? null : latest.getFirst();
        Map<String, @Nullable Object> facets = new LinkedHashMap<>();
        Gathered ofRun = newest == null ? Gathered.NOTHING : stored.ofRun(newest.row().id());
        Gathered ofDesign = stored.ofDesign(job.id());
        boolean designIsLater =
                ofDesign.lastMillis(Long.MIN_VALUE) > ofRun.lastMillis(Long.MIN_VALUE);
        facets.putAll(designIsLater ? ofRun.job() : ofDesign.job());
        facets.putAll(designIsLater ? ofDesign.job() : ofRun.job());
        Io io = graph.current(job.id());
        return new JobView(
                job,
                Shapes.textAt(facets, "jobType", "processingType"),
                names(graph, io.inputs()),
                names(graph, io.outputs()),
                Shapes.textAt(ofRun.run(), "parent", "job", "namespace"),
                Shapes.textAt(ofRun.run(), "parent", "job", "name"),
                newest,
                latest,
                facets,
                Shapes.textAt(facets, "documentation", "description"),
                Shapes.textAt(facets, "sourceCodeLocation", "url"),
                JobVersions.of(graph, job.id(), io),
                tags);
    }

    private List<RunView> latest(int job) {
        List<RunView> views = new ArrayList<>();
        for (RunRow row : RunRows.ofJob(scope, job, LATEST_RUNS)) {
            views.add(views.isEmpty() ? runs.full(row) : runs.brief(row));
        }
        return views;
    }

    /** Names datasets by their nodes. */
    static List<DatasetName> names(JobGraph graph, Collection<Integer> datasets) {
        return datasets.stream().flatMap(node -> DatasetName.of(graph.urn(node)).stream()).toList();
    }
}
