package io.clew.protocol.metaflow.routes;

import io.clew.commit.Commit;
import io.clew.http.Request;
import io.clew.http.Response;
import io.clew.protocol.metaflow.facts.Moment;
import io.clew.protocol.metaflow.facts.Recorder;
import io.clew.protocol.metaflow.filter.Filters;
import io.clew.protocol.metaflow.rows.MetaflowStore;
import io.clew.protocol.metaflow.rows.Run;
import io.clew.protocol.metaflow.rows.RunRows;
import io.clew.protocol.metaflow.rows.Scope;
import io.clew.protocol.metaflow.rows.State;
import io.clew.protocol.metaflow.rows.Task;
import io.clew.protocol.metaflow.rows.TaskRows;
import io.clew.protocol.metaflow.wire.Fields;
import io.clew.protocol.metaflow.wire.Heartbeats;
import io.clew.protocol.metaflow.wire.Key;
import io.clew.protocol.metaflow.wire.MetaflowAnswers;
import io.clew.protocol.metaflow.wire.PageAsked;
import io.clew.protocol.metaflow.wire.Refusal;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Registers and lists tasks, and hears of them. */
final class TaskRoutes {
    private final MetaflowStore store;

    TaskRoutes(MetaflowStore store) {
        this.store = store;
    }

    void addTo(Endpoints endpoints) {
        endpoints
                .get(Endpoints.STEP + "/tasks", this::list)
                .get(Endpoints.TASK, this::get)
                .post(Endpoints.STEP + "/task", this::create)
                .post(Endpoints.TASK + "/heartbeat", this::heartbeat);
    }

    private Response list(Request request) {
        Finding finding = Finding.ofStep(request);
        Filters filters = Filters.ofTasks(request.query());
        boolean paged = !filters.isEmpty() || PageAsked.isAsked(request.query());
        PageAsked asked =
                paged ? PageAsked.of(request.query(), TaskRows.KEYS, TaskRows.KINDS) : null;
        return store.read(
                scope -> {
                    Run run = finding.maybeRun(scope).orElse(null);
                    if (run == null) {
                        return Shapes.none(asked);
                    }
                    String step = finding.stepName();
                    return asked == null
                            ? Shapes.all(TaskRows.all(scope, run.nodeId(), step), Shapes.task(run))
                            : Shapes.page(
                                    TaskRows.page(
                                            scope, run.nodeId(), step, filters.conditions(), asked),
                                    asked,
                                    TaskRows.KEYS,
                                    Shapes.task(run));
                });
    }

    private Response get(Request request) {
        Finding finding = Finding.ofTask(request);
        return store.read(
                scope -> {
                    Run run = finding.run(scope);
                    return Shapes.one(finding.task(scope, run), Shapes.task(run));
                });
    }

    /** What a client tells of a new task. */
    private record Told(@Nullable String name, @Nullable String user, boolean beats) {
        static Told of(Fields fields) {
            String id = fields.text("task_id");
            if (id != null && Key.isNumber(id)) {
                throw fields.refuse("task_id", "provided task_name may not be a numeric");
            }
            List<String> system = fields.tags("system_tags");
            fields.tags("tags");
            return new Told(
                    id == null || id.isEmpty() ? null : Key.checked("task_id", id),
                    fields.text("user_name"),
                    Heartbeats.areSent(system));
        }
    }

    private Response create(Request request) throws IOException {
        Finding finding = Finding.ofStep(request);
        byte[] body = request.body().bytes();
        Told told = Told.of(Fields.of(body));
        return store.write(
                Endpoints.by(request), "task/create", body, commit -> made(commit, finding, told));
    }

    private static Response made(Commit commit, Finding finding, Told told) {
        Scope scope = Scope.of(commit);
        Run run = finding.maybeRun(scope).orElseThrow(() -> StepRoutes.noRun(finding));
        String step = finding.stepName();
        if (finding.maybeStep(scope, run).isEmpty()) {
            throw StepRoutes.missing(run, step);
        }
        String name = told.name();
        if (name != null && TaskRows.find(scope, run.nodeId(), step, new Key(name)).isPresent()) {
            throw new Refusal(
                    MetaflowAnswers.message(
                            409,
                            "there is a task %s/%s/%s already"
                                    .formatted(run.pathspec(), step, name)));
        }
        Moment moment = Moment.received(commit);
        long id = TaskRows.nextId(scope, run.nodeId(), step);
        Task task =
                new Task(
                        commit.nodeId(run.taskUrn(step, name == null ? Long.toString(id) : name)),
                        step,
                        id,
                        name,
                        told.user(),
                        moment.millis(),
                        told.beats() ? moment.seconds() : null,
                        State.WAITING,
                        -1,
                        null,
                        "");
        Recorder.task(commit, run, task, moment);
        if (told.beats()) {
            RunRows.heartbeat(scope, run.nodeId(), moment.seconds());
        }
        return Shapes.one(task, Shapes.task(run));
    }

    private Response heartbeat(Request request) {
        Finding finding = Finding.ofTask(request);
        store.write(
                Endpoints.by(request),
                "heartbeat",
                commit -> {
                    Run run = finding.run(Scope.of(commit));
                    Task task = finding.task(Scope.of(commit), run);
                    Recorder.heard(commit, run, task, Moment.received(commit));
                    return run;
                });
        return Heartbeats.answer();
    }
}
