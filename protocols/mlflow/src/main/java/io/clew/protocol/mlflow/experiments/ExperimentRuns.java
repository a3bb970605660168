package io.clew.protocol.mlflow.experiments;

import io.clew.protocol.mlflow.rows.Scope;
import java.util.List;

/** Deletes and restores the runs of an experiment together with it. */
final class ExperimentRuns {
    private ExperimentRuns() {}

    /** Marks all runs of an experiment and returns the ids of those that it changed. */
    static List<String> setDeleted(Scope scope, long experimentId, boolean deleted) {
        List<String> changed =
                scope.sql(
                                "SELECT run_id FROM mlflow_run WHERE workspace_id = :workspace AND"
                                        + " experiment_id = :id AND deleted <> :deleted ORDER BY"
                                        + " node_id")
                        .bind("id", experimentId)
                        .bind("deleted", deleted)
                        .list(row -> row.text("run_id"));
        scope.sql(
                        "UPDATE mlflow_run SET deleted = :deleted WHERE workspace_id = :workspace AND"
                                + " experiment_id = :id AND deleted <> :deleted")
                .bind("id", experimentId)
                .bind("deleted", deleted)
                .update();
        return changed;
    }
}
