package io.clew.protocol.metaflow;

import io.clew.store.Migration;
import java.util.List;

/** Lists the migrations of the protocol's own tables; every row belongs to a workspace. */
public final class MetaflowSchema {
    private MetaflowSchema() {}

    /** Returns the migrations in order, to be applied after the store's own. */
    public static List<Migration> migrations() {
        return List.of(
                Migration.resource(
                        MetaflowSchema.class, "metaflow/0001", "migrations/0001-service.sql"),
                Migration.resource(
                        MetaflowSchema.class,
                        "metaflow/0002",
                        "migrations/0002-artifact-time.sql"));
    }
}
