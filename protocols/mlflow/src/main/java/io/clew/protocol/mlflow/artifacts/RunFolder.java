package io.clew.protocol.mlflow.artifacts;

import io.clew.model.ClewException;
import io.clew.protocol.mlflow.rows.Scope;
import java.util.Optional;

/**
 * Says where the files of a run are.
 *
 * @param artifactUri root of its files
 */
public record RunFolder(String runId, String artifactUri) {

    /** Finds the folder of a run, deleted or not. */
    public static Optional<RunFolder> find(Scope scope, String runId) {
        return scope.sql(
                        """
                        SELECT run_id, artifact_uri FROM mlflow_run
                        WHERE workspace_id = :workspace AND run_id = :run
                        """)
                .bind("run", runId)
                .first(row -> new RunFolder(row.text("run_id"), row.text("artifact_uri")));
    }

    /**
     * Returns the folder of a run that is there.
     *
     * @throws ClewException NOT_FOUND
     */
    public static RunFolder require(Scope scope, String runId) {
        return find(scope, runId)
                .orElseThrow(() -> ClewException.notFound("Run with id=" + runId + " not found"));
    }
}
