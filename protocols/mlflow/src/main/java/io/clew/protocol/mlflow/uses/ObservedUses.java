package io.clew.protocol.mlflow.uses;

import io.clew.commit.Commit;
import io.clew.identity.mlflow.MlflowUrns;
import io.clew.model.Assertion;
import io.clew.model.ClewException;
import io.clew.model.EdgeKind;
import io.clew.model.EventTime;
import io.clew.model.Fact;
import io.clew.model.Urn;
import io.clew.protocol.mlflow.rows.MlflowStore;
import io.clew.protocol.mlflow.rows.Scope;
import io.clew.protocol.mlflow.runs.RunRows;
import io.clew.protocol.mlflow.wire.Call;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Notes that a run read something, when the client says which run it is.
 *
 * <p>What a run used is one fact however often it reads: only the first read writes.
 */
public final class ObservedUses {
    /** Header that names the run on whose behalf a client reads. */
    public static final String RUN_HEADER = "X-Clew-Run";

    private static final Pattern RUN_ID = Pattern.compile("[A-Za-z0-9][\\w-]{0,255}");

    private final MlflowStore store;

    public ObservedUses(MlflowStore store) {
        this.store = store;
    }

    /**
     * Returns the run that a call names.
     *
     * @throws ClewException INVALID_PARAMETER when the header is no run's id
     */
    public static Optional<String> run(Call call) {
        Optional<String> run = call.request().header(RUN_HEADER).filter(id -> !id.isBlank());
        run.filter(id -> !RUN_ID.matcher(id).matches())
                .ifPresent(
                        id -> {
                            throw ClewException.invalid(
                                    RUN_HEADER,
                                    "The header %s must hold the id of a run"
                                            .formatted(RUN_HEADER));
                        });
        return run;
    }

    /**
     * Notes that the run named by a call, if any, used something.
     *
     * @param attributes small details of the use, such as the alias it was asked by
     * @throws ClewException INVALID_PARAMETER when the header names no run that is there
     */
    public void note(Call call, Urn used, Map<String, Object> attributes, String operation) {
        Optional<String> run = run(call);
        if (run.isEmpty() || store.<Boolean>read(call, scope -> isNoted(scope, run.get(), used))) {
            return;
        }
        store.writePoints(
                call,
                operation,
                commit -> {
                    add(commit, run.get(), used, attributes);
                    return used;
                });
    }

    private static void add(Commit commit, String run, Urn used, Map<String, Object> attributes) {
        Scope scope = Scope.of(commit);
        requireRun(scope, run);
        scope.sql(
                        """
                        INSERT INTO mlflow_observed_use (workspace_id, run_id, used)
                        VALUES (:workspace, :run, :used)
                        ON CONFLICT (workspace_id, run_id, used) DO NOTHING
                        """)
                .bind("run", run)
                .bind("used", used.toString())
                .update();
        Urn urn = MlflowUrns.run(run);
        commit.subject(urn);
        commit.subject(used);
        commit.add(
                new Fact.EdgeFact(
                        urn,
                        EdgeKind.USED,
                        used,
                        Assertion.OBSERVED,
                        EventTime.received(commit.now()),
                        commit.by(),
                        attributes,
                        null));
    }

    private static boolean isNoted(Scope scope, String run, Urn used) {
        requireRun(scope, run);
        return scope.sql(
                        """
                        SELECT 1 FROM mlflow_observed_use
                        WHERE workspace_id = :workspace AND run_id = :run AND used = :used
                        """)
                .bind("run", run)
                .bind("used", used.toString())
                .first(row -> true)
                .isPresent();
    }

    private static void requireRun(Scope scope, String run) {
        if (RunRows.find(scope, run).isEmpty()) {
            throw ClewException.invalid(
                    RUN_HEADER,
                    "The header %s names the run %s, which is not there"
                            .formatted(RUN_HEADER, run));
        }
    }
}
