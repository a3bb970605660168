package io.clew.protocol.mlflow.runs;

import io.clew.http.json.JsonObject;
import io.clew.http.json.Text;
import io.clew.model.ClewException;
import io.clew.protocol.mlflow.rows.Scope;
import io.clew.store.Row;
import java.util.Optional;

/** Reads and writes the rows of runs. */
public final class RunRows {
    /** The columns of {@link #run}, for a query that calls the table {@code r}. */
    public static final String COLUMNS =
            "r.node_id, r.experiment_id, r.run_id, r.name, r.user_id, r.status, r.attempt,"
                    + " r.attempt_ms, r.start_ms, r.end_ms, r.artifact_uri, r.deleted";

    private static final String FIND =
            "SELECT "
                    + COLUMNS
                    + " FROM mlflow_run r WHERE r.workspace_id = :workspace AND r.run_id = :run_id";

    private RunRows() {}

    /**
     * Reads the id of a run from a request: {@code run_id}, or its old name {@code run_uuid}.
     *
     * @throws ClewException INVALID_PARAMETER when neither is there
     */
    public static String id(JsonObject fields) {
        if (!fields.has("run_id") && fields.has("run_uuid")) {
            return fields.nonEmptyText("run_uuid");
        }
        return fields.nonEmptyText("run_id");
    }

    /** Finds a run, deleted or not. */
    public static Optional<Run> find(Scope scope, String runId) {
        return scope.sql(FIND).bind("run_id", runId).first(RunRows::run);
    }

    /**
     * Returns a run, deleted or not.
     *
     * @throws ClewException NOT_FOUND when there is none
     */
    public static Run get(Scope scope, String runId) {
        return find(scope, runId)
                .orElseThrow(
                        () -> ClewException.notFound("Run with id=" + shown(runId) + " not found"));
    }

    private static String shown(String runId) {
        return Text.cut(runId, 256);
    }

    /** Reads a run from a row with {@link #COLUMNS}. */
    public static Run run(Row row) {
        return new Run(
                (int) row.integer("node_id"),
                row.integer("experiment_id"),
                row.text("run_id"),
                row.text("name"),
                row.text("user_id"),
                RunStatus.valueOf(row.text("status")),
                (int) row.integer("attempt"),
                row.integer("attempt_ms"),
                row.integer("start_ms"),
                row.optionalInteger("end_ms").orElse(null),
                row.text("artifact_uri"),
                row.flag("deleted"));
    }

    static void insert(Scope scope, Run run) {
        scope.sql(
                        "INSERT INTO mlflow_run (node_id, workspace_id, experiment_id, run_id, name,"
                                + " user_id, status, attempt, attempt_ms, start_ms, end_ms,"
                                + " artifact_uri, deleted) VALUES (:node, :workspace, :experiment,"
                                + " :run_id, :name, :user_id, :status, :attempt, :attempt_ms, :start,"
                                + " :end, :uri, :deleted)")
                .bind("node", run.nodeId())
                .bind("experiment", run.experimentId())
                .bind("run_id", run.runId())
                .bind("name", run.name())
                .bind("user_id", run.userId())
                .bind("status", run.status().name())
                .bind("attempt", run.attempt())
                .bind("attempt_ms", run.attemptMillis())
                .bind("start", run.startMillis())
                .bind("end", run.endMillis())
                .bind("uri", run.artifactUri())
                .bind("deleted", run.deleted())
                .update();
    }

    /** Writes what can change of a run. */
    static void update(Scope scope, Run run) {
        scope.sql(
                        "UPDATE mlflow_run SET name = :name, status = :status, attempt = :attempt,"
                                + " attempt_ms = :attempt_ms, end_ms = :end, artifact_uri = :uri, deleted = :deleted"
                                + " WHERE workspace_id = :workspace AND node_id = :node")
                .bind("node", run.nodeId())
                .bind("name", run.name())
                .bind("status", run.status().name())
                .bind("attempt", run.attempt())
                .bind("attempt_ms", run.attemptMillis())
                .bind("end", run.endMillis())
                .bind("uri", run.artifactUri())
                .bind("deleted", run.deleted())
                .update();
    }
}
