package io.clew.protocol.mlflow.runs;

import io.clew.commit.Commit;
import io.clew.http.Method;
import io.clew.http.Response;
import io.clew.http.json.JsonObject;
import io.clew.protocol.mlflow.rows.MlflowStore;
import io.clew.protocol.mlflow.rows.Scope;
import io.clew.protocol.mlflow.wire.Answers;
import io.clew.protocol.mlflow.wire.Call;
import io.clew.protocol.mlflow.wire.Checks;
import io.clew.protocol.mlflow.wire.Endpoints;
import io.clew.protocol.mlflow.wire.EventTimes;
import io.clew.protocol.mlflow.wire.Feature;
import io.clew.protocol.mlflow.wire.Limits;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Answers the calls that make, end, show, delete and restore runs. */
public final class RunRoutes implements Feature {
    private final MlflowStore store;
    private final RandomGenerator random = RandomGenerator.getDefault();

    public RunRoutes(MlflowStore store) {
        this.store = store;
    }

    @Override
    public void addTo(Endpoints endpoints) {
        endpoints
                .v2(Method.POST, "/runs/create", this::create)
                .v2(Method.POST, "/runs/update", this::update)
                .v2(Method.POST, "/runs/delete", call -> setDeleted(call, true))
                .v2(Method.POST, "/runs/restore", call -> setDeleted(call, false))
                .v2(Method.GET, "/runs/get", this::get);
    }

    private Response create(Call call) throws IOException {
        NewRun wanted = NewRun.read(call.fields(), random);
        return store.write(
                call,
                "runs/create",
                commit -> {
                    RunEdit made = wanted.insert(commit);
                    Run run = made.run();
                    return answer(RunData.ofNew(run.nodeId(), made.newTags()), run);
                });
    }

    private Response get(Call call) throws IOException {
        String runId = RunRows.id(call.fields());
        return store.read(call, scope -> answer(scope, RunRows.get(scope, runId)));
    }

    /** Answers with a whole run. */
    static Response answer(Scope scope, Run run) {
        return answer(RunData.of(scope, List.of(run.nodeId())), run);
    }

    private static Response answer(RunData data, Run run) {
        return Answers.of(out -> out.object("run", body -> data.write(body, run)));
    }

    private Response update(Call call) throws IOException {
        JsonObject fields = call.fields();
        String runId = RunRows.id(fields);
        Optional<RunStatus> status = RunStatus.of(fields, "status");
        @Nullable Long end =
                fields.optionalInteger("end_time").isPresent() ? fields.integer("end_time") : null;
        String name =
                Checks.length(
                        "run_name",
                        fields.optionalText("run_name").orElse(""),
                        Limits.TAG_VALUE_LENGTH_MAX);
        return store.write(
                call,
                "runs/update",
                commit -> {
                    RunEdit edit = RunEdit.of(commit, runId);
                    commit.subject(edit.run().urn());
                    if (!name.isEmpty()) {
                        edit.rename(name);
                    }
                    if (status.isPresent() || end != null) {
                        Run before = edit.run();
                        edit.update(next(commit, before, status.orElse(before.status()), end));
                        RunFacts.updated(commit, before, edit.run());
                    }
                    return Answers.of(
                            out -> out.object("run_info", info -> RunJson.info(info, edit.run())));
                });
    }

    private static Run next(Commit commit, Run run, RunStatus status, @Nullable Long end) {
        Long newEnd = end == null ? run.endMillis() : end;
        boolean reopened = run.status().isTerminal() && !status.isTerminal();
        return reopened
                ? run.reopened(status, newEnd, notBeforeEnd(run, commit.now().toEpochMilli()))
                : run.withStatus(status, newEnd);
    }

    /** A client whose clock is ahead may have ended the attempt before at a time yet to come. */
    private static long notBeforeEnd(Run run, long nowMillis) {
        Long end = run.endMillis();
        long ended = end != null && EventTimes.isTime(end) ? end : 0;
        return Math.max(nowMillis, Math.max(ended, run.attemptMillis()));
    }

    private Response setDeleted(Call call, boolean deleted) throws IOException {
        String runId = RunRows.id(call.fields());
        return store.write(
                call,
                deleted ? "runs/delete" : "runs/restore",
                commit -> {
                    Scope scope = Scope.of(commit);
                    Run run = RunRows.get(scope, runId);
                    commit.subject(run.urn());
                    if (run.deleted() != deleted) {
                        Run changed = run.withDeleted(deleted);
                        RunRows.update(scope, changed);
                        RunFacts.deleted(commit, changed);
                    }
                    return Answers.empty();
                });
    }
}
