package io.clew.protocol.metaflow.facts;

import io.clew.commit.Commit;
import io.clew.model.Attributes;
import io.clew.protocol.metaflow.rows.Artifact;
import io.clew.protocol.metaflow.rows.ArtifactRows;
import io.clew.protocol.metaflow.rows.Datum;
import io.clew.protocol.metaflow.rows.Flow;
import io.clew.protocol.metaflow.rows.FlowRows;
import io.clew.protocol.metaflow.rows.MetadataRows;
import io.clew.protocol.metaflow.rows.ParentRows;
import io.clew.protocol.metaflow.rows.Run;
import io.clew.protocol.metaflow.rows.RunRows;
import io.clew.protocol.metaflow.rows.Scope;
import io.clew.protocol.metaflow.rows.State;
import io.clew.protocol.metaflow.rows.Step;
import io.clew.protocol.metaflow.rows.StepRows;
import io.clew.protocol.metaflow.rows.Task;
import io.clew.protocol.metaflow.rows.TaskRows;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/**
 * Writes things down, each as its rows and what they mean in the graph; whether something is there
 * already and whether its parents are is the caller's to see to.
 */
public final class Recorder {
    private static final long HOUR_SECONDS = 3600;

    private Recorder() {}

    /** Adds a flow. */
    public static void flow(Commit commit, Flow flow, Moment moment) {
        FlowRows.insert(Scope.of(commit), flow);
        Names.flow(commit, flow, moment);
    }

    /** Adds a run. */
    public static void run(Commit commit, Run run, Moment moment) {
        RunRows.insert(Scope.of(commit), run);
        Names.run(commit, run, moment);
        States.created(commit, run, moment);
    }

    /** Adds a step. */
    public static void step(Commit commit, Run run, Step step, Moment moment) {
        StepRows.insert(Scope.of(commit), run.nodeId(), step);
        Names.step(commit, run, step, moment);
    }

    /** Adds a task. */
    public static void task(Commit commit, Run run, Task task, Moment moment) {
        TaskRows.insert(Scope.of(commit), run.nodeId(), task);
        Names.task(commit, run, task, moment);
    }

    /** Adds metadata of a task. */
    public static void metadata(
            Commit commit, Run run, Task task, List<Datum> data, Moment moment) {
        metadata(
                commit, run, task, data, Collections.nCopies(data.size(), moment.millis()), moment);
    }

    /**
     * Adds metadata of a task that was said at times of its own.
     *
     * @param tsMillis when each was said, in the order of the data
     * @param moment when what they mean together happened
     */
    public static void metadata(
            Commit commit,
            Run run,
            Task task,
            List<Datum> data,
            List<Long> tsMillis,
            Moment moment) {
        MetadataRows.insert(commit, run.nodeId(), task, tsMillis, data);
        MetadataFacts.say(commit, run, task, data, moment);
    }

    /**
     * Adds the artifacts of a task that it does not have yet.
     *
     * @return how many were added
     */
    public static int artifacts(
            Commit commit,
            Run run,
            Task task,
            List<Artifact> artifacts,
            Contents contents,
            Moment moment) {
        Scope scope = Scope.of(commit);
        commit.subject(run.taskUrn(task.step(), task.idText()));
        StepGraph graph = contents.graph();
        if (graph != null) {
            ParentRows.graph(scope, run.nodeId(), graph.json(), graph.end());
        }
        contents.parameters()
                .forEach(
                        (name, value) ->
                                commit.declare(
                                        run.urn(), Attributes.PARAM + name, value, moment.at()));
        Set<ArtifactRows.Id> known = ArtifactRows.ids(scope, task.nodeId());
        int added = 0;
        for (Artifact artifact : artifacts) {
            if (known.add(new ArtifactRows.Id(artifact.attempt(), artifact.name()))) {
                int product =
                        ArtifactFacts.say(
                                commit,
                                run,
                                task,
                                artifact,
                                contents.packedBytes(artifact),
                                moment);
                ArtifactRows.insert(commit, run.nodeId(), task, moment.millis(), artifact, product);
                added++;
            }
        }
        return added;
    }

    /** Replaces the tags of a run that users gave; false when another write was faster. */
    public static boolean tags(Commit commit, Run run, List<String> tags, Moment moment) {
        commit.subject(run.urn());
        if (!RunRows.replaceTags(Scope.of(commit), run, tags)) {
            return false;
        }
        Names.tags(commit, run, run.tags(), tags, moment);
        return true;
    }

    /** Notes that a run is heard of. */
    public static void heard(Commit commit, Run run, Moment moment) {
        RunRows.heartbeat(Scope.of(commit), run.nodeId(), moment.seconds());
        commit.points(
                run.urn(), Long.toString(moment.seconds()).getBytes(StandardCharsets.US_ASCII));
        Long before = run.heartbeatSeconds();
        if (before == null || before / HOUR_SECONDS != moment.seconds() / HOUR_SECONDS) {
            commit.observe(run.urn(), Attributes.HEARD, moment.text(), moment.at());
        }
        if (run.state() == State.SILENT) {
            States.settle(commit, run, "heard of again", moment);
        }
    }

    /** Notes that a task is heard of, and with it its run. */
    public static void heard(Commit commit, Run run, Task task, Moment moment) {
        TaskRows.heartbeat(Scope.of(commit), task.nodeId(), moment.seconds());
        if (task.state() == State.SILENT) {
            States.heardAgain(commit, run, task, moment);
        }
        heard(commit, RunRows.find(Scope.of(commit), run.nodeId()).orElse(run), moment);
    }
}
