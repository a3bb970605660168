package io.clew.protocol.mlflow;

import io.clew.store.Migration;
import java.util.List;

/** Lists the migrations of MLflow's own tables; every row carries its workspace. */
public final class MlflowSchema {
    private MlflowSchema() {}

    /** Returns the migrations in order, to be applied after the store's own. */
    public static List<Migration> migrations() {
        return List.of(
                migration("mlflow/0001", "0001-tracking.sql"),
                migration("mlflow/0002", "0002-models.sql"),
                migration("mlflow/0003", "0003-artifacts.sql"));
    }

    private static Migration migration(String name, String file) {
        return Migration.resource(MlflowSchema.class, name, "migrations/" + file);
    }
}
