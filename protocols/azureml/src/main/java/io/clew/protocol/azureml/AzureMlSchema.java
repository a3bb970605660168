package io.clew.protocol.azureml;

import io.clew.store.Migration;
import java.util.List;

/** Lists the migrations of the protocol's own tables. */
public final class AzureMlSchema {
    private AzureMlSchema() {}

    /** Returns the migrations in order, to be applied after the store's own. */
    public static List<Migration> migrations() {
        return List.of(
                Migration.resource(
                        AzureMlSchema.class, "azureml/0001", "migrations/0001-workspaces.sql"));
    }
}
