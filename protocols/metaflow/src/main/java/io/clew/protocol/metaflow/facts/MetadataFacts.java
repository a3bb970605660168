package io.clew.protocol.metaflow.facts;

import io.clew.commit.Commit;
import io.clew.commit.Once;
import io.clew.identity.Urns;
import io.clew.model.Attributes;
import io.clew.model.EdgeKind;
import io.clew.model.NodeKind;
import io.clew.model.Urn;
import io.clew.protocol.metaflow.rows.Datum;
import io.clew.protocol.metaflow.rows.MetadataRows;
import io.clew.protocol.metaflow.rows.ParentRows;
import io.clew.protocol.metaflow.rows.Run;
import io.clew.protocol.metaflow.rows.RunRows;
import io.clew.protocol.metaflow.rows.Scope;
import io.clew.protocol.metaflow.rows.Task;
import io.clew.protocol.metaflow.rows.TaskRows;
import io.clew.protocol.metaflow.wire.Key;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says what the metadata of a task means: attempts, origins, triggers, code, cards. */
public final class MetadataFacts {
    private static final String CARD = "card-info";

    /** What ordinary runs have in place of the run that they resume. */
    private static final String NO_ORIGIN = "None";

    /** Longest text of an attribute: more is no name or path. */
    private static final int CHARS_MAX = 2000;

    private MetadataFacts() {}

    /** Says what one write of metadata means; the rows of it are there already. */
    static void say(Commit commit, Run run, Task task, List<Datum> data, Moment moment) {
        Urn urn = run.taskUrn(task.step(), task.idText());
        commit.subject(urn);
        Map<String, String> said = new LinkedHashMap<>();
        for (Datum datum : data) {
            if (datum.type().equals(CARD)) {
                card(commit, run, task, datum, moment);
            } else {
                said.put(datum.field(), MetadataRows.shown(datum.value()));
            }
        }
        CodeFacts.say(commit, run, urn, said, moment);
        endStep(commit, run, said);
        codePackage(commit, urn, said.get("code-package"), moment);
        triggers(commit, run, said.get("execution-triggers"), moment);
        Task placed = placed(commit, run, task, said);
        origin(commit, run, urn, task, said, moment);
        attempts(commit, run, placed, said, moment);
    }

    private static void endStep(Commit commit, Run run, Map<String, String> said) {
        String end = said.get("end_step");
        if (end != null && !end.isEmpty() && !end.equals(run.endStep())) {
            RunRows.endStep(Scope.of(commit), run.nodeId(), Key.checked("end_step", end));
        }
    }

    private static Task placed(Commit commit, Run run, Task task, Map<String, String> said) {
        String path = said.getOrDefault("foreach-execution-path", "");
        if (path.isEmpty() && told(said.get("origin-task-id")).isPresent()) {
            path = originTask(commit, run, task, said).map(Task::foreachPath).orElse("");
        }
        if (path.isEmpty() || path.equals(task.foreachPath())) {
            return task;
        }
        TaskRows.foreachPath(Scope.of(commit), task.nodeId(), path);
        return TaskRows.find(Scope.of(commit), task.nodeId()).orElse(task);
    }

    private static void attempts(
            Commit commit, Run run, Task task, Map<String, String> said, Moment moment) {
        Task now = task;
        Run of = RunRows.find(Scope.of(commit), run.nodeId()).orElse(run);
        Optional<Integer> attempt = number(said.get("attempt"));
        if (attempt.isPresent() && attempt.get() > task.attempt()) {
            if (task.attempt() < 0 && !isClone(commit, of, task, said)) {
                Parents.link(commit, of, task, moment);
            }
            States.began(commit, of, task, attempt.get(), moment);
            now = TaskRows.find(Scope.of(commit), task.nodeId()).orElse(task);
        }
        String ok = said.get("attempt_ok");
        if (ok != null) {
            States.ended(
                    commit,
                    RunRows.find(Scope.of(commit), run.nodeId()).orElse(of),
                    now,
                    ok.equalsIgnoreCase("true") || ok.equals("1"),
                    moment);
        }
    }

    private static boolean isClone(Commit commit, Run run, Task task, Map<String, String> said) {
        return told(said.get("origin-task-id")).isPresent()
                || !ParentRows.ofOtherRuns(Scope.of(commit), task.nodeId(), run.nodeId()).isEmpty();
    }

    private static Optional<Integer> number(@Nullable String text) {
        return text != null && Key.isNumber(text) && text.length() <= 6
                ? Optional.of(Integer.valueOf(text))
                : Optional.empty();
    }

    private static Optional<String> told(@Nullable String text) {
        return Optional.ofNullable(text)
                .filter(t -> !t.isEmpty() && !t.equals(NO_ORIGIN) && t.length() <= CHARS_MAX);
    }

    /** Joins a resumed run and its clones with what they come from. */
    private static void origin(
            Commit commit, Run run, Urn task, Task row, Map<String, String> said, Moment moment) {
        Optional<String> origin = told(said.get("origin-run-id"));
        if (origin.isEmpty() || origin.get().equals(run.idText())) {
            return;
        }
        Once.declare(
                commit,
                run.urn(),
                EdgeKind.INFORMED_BY,
                Run.urn(run.flowId(), origin.get()),
                moment.at(),
                Map.of(Parents.SOURCE, "origin-run-id"));
        told(said.get("origin-task-id"))
                .ifPresent(
                        id -> {
                            Once.declare(
                                    commit,
                                    task,
                                    EdgeKind.INFORMED_BY,
                                    Run.taskUrn(run.flowId(), origin.get(), row.step(), id),
                                    moment.at(),
                                    Map.of(Parents.SOURCE, "origin-task-id"));
                            originTask(commit, run, row, said)
                                    .ifPresent(
                                            of ->
                                                    ParentRows.add(
                                                            Scope.of(commit),
                                                            row.nodeId(),
                                                            of.nodeId()));
                        });
    }

    private static Optional<Task> originTask(
            Commit commit, Run run, Task task, Map<String, String> said) {
        Scope scope = Scope.of(commit);
        Optional<String> origin = told(said.get("origin-run-id"));
        Optional<String> id = told(said.get("origin-task-id"));
        if (origin.isEmpty() || id.isEmpty()) {
            return Optional.empty();
        }
        return RunRows.find(scope, run.flowId(), new Key(origin.get()))
                .flatMap(of -> TaskRows.find(scope, of.nodeId(), task.step(), new Key(id.get())));
    }

    /** Joins a run with the runs whose end set it off; other events are named as they are. */
    private static void triggers(Commit commit, Run run, @Nullable String json, Moment moment) {
        if (!(CodeFacts.json(json) instanceof List<?> triggers)) {
            return;
        }
        for (Object one : triggers) {
            if (one instanceof Map<?, ?> trigger
                    && "run".equals(trigger.get("type"))
                    && trigger.get("id") instanceof String id
                    && id.length() <= CHARS_MAX) {
                String[] parts = id.split("/");
                if (parts.length >= 2) {
                    Once.declare(
                            commit,
                            run.urn(),
                            EdgeKind.INFORMED_BY,
                            Run.urn(parts[0], parts[1]),
                            moment.at(),
                            Map.of(Parents.SOURCE, "execution-triggers"));
                }
            } else if (one instanceof Map<?, ?> trigger
                    && trigger.get("name") instanceof String name
                    && name.length() <= CHARS_MAX) {
                Once.declare(commit, run.urn(), "trigger." + name, true, moment.at());
            }
        }
    }

    private static void codePackage(Commit commit, Urn task, @Nullable String json, Moment moment) {
        if (CodeFacts.json(json) instanceof Map<?, ?> told
                && told.get("sha") instanceof String sha
                && sha.length() <= CHARS_MAX) {
            Once.declare(commit, task, "code-package", "sha1:" + sha, moment.at());
        }
    }

    /** A card is something that its task made: it is named by its id. */
    private static void card(Commit commit, Run run, Task task, Datum datum, Moment moment) {
        Urn made =
                Urns.of(
                        NodeKind.ARTIFACT,
                        Run.SYSTEM,
                        run.flowId(),
                        run.idText(),
                        task.step(),
                        task.idText(),
                        "card-" + datum.field());
        Urn by = run.taskUrn(task.step(), task.idText());
        Once.declare(commit, made, EdgeKind.GENERATED_BY, by, moment.at());
        String type =
                CodeFacts.json(MetadataRows.shown(datum.value())) instanceof Map<?, ?> told
                                && told.get("type") instanceof String name
                        ? name
                        : "card";
        Once.declare(commit, made, Attributes.NAME, "card " + type, moment.at());
        Once.declare(commit, made, "artifact-type", CARD, moment.at());
    }
}
