package io.clew.protocol.metaflow.routes;

import io.clew.http.Request;
import io.clew.protocol.metaflow.rows.Run;
import io.clew.protocol.metaflow.rows.RunRows;
import io.clew.protocol.metaflow.rows.Scope;
import io.clew.protocol.metaflow.rows.Step;
import io.clew.protocol.metaflow.rows.StepRows;
import io.clew.protocol.metaflow.rows.Task;
import io.clew.protocol.metaflow.rows.TaskRows;
import io.clew.protocol.metaflow.wire.Key;
import io.clew.protocol.metaflow.wire.MetaflowAnswers;
import io.clew.protocol.metaflow.wire.Refusal;
import java.util.Optional;

/** Finds what a path names. */
record Finding(String flow, Key runKey, String stepName, Key taskKey) {

    static Finding ofFlow(Request request) {
        return new Finding(flow(request), new Key(""), "", new Key(""));
    }

    static Finding ofRun(Request request) {
        return new Finding(flow(request), run(request), "", new Key(""));
    }

    static Finding ofStep(Request request) {
        return new Finding(
                flow(request), run(request), Endpoints.path(request, "step_name"), new Key(""));
    }

    static Finding ofTask(Request request) {
        return new Finding(
                flow(request),
                run(request),
                Endpoints.path(request, "step_name"),
                new Key(Endpoints.path(request, "task_id")));
    }

    private static String flow(Request request) {
        return Endpoints.path(request, "flow_id");
    }

    private static Key run(Request request) {
        return new Key(Endpoints.path(request, "run_number"));
    }

    /** Finds the run, if it is there. */
    Optional<Run> maybeRun(Scope scope) {
        return RunRows.find(scope, flow, runKey);
    }

    /** Finds the run. */
    Run run(Scope scope) {
        return maybeRun(scope).orElseThrow(() -> missing("run", flow + "/" + runKey.text()));
    }

    /** Finds the step, if it is there. */
    Optional<Step> maybeStep(Scope scope, Run run) {
        return StepRows.find(scope, run.nodeId(), stepName);
    }

    /** Finds the task, if it is there. */
    Optional<Task> maybeTask(Scope scope, Run run) {
        return TaskRows.find(scope, run.nodeId(), stepName, taskKey);
    }

    /** Finds the task. */
    Task task(Scope scope, Run run) {
        return maybeTask(scope, run)
                .orElseThrow(
                        () ->
                                missing(
                                        "task",
                                        "%s/%s/%s"
                                                .formatted(
                                                        run.pathspec(), stepName, taskKey.text())));
    }

    /** Says that something is not there; clients read the status only. */
    static Refusal missing(String what, String name) {
        return new Refusal(MetaflowAnswers.message(404, "there is no %s %s".formatted(what, name)));
    }
}
