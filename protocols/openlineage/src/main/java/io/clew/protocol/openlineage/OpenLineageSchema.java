package io.clew.protocol.openlineage;

import io.clew.store.Migration;
import java.util.List;

/** Lists the migrations of the protocol's own tables; every row carries its workspace. */
public final class OpenLineageSchema {
    private OpenLineageSchema() {}

    /** Returns the migrations in order, to be applied after the store's own. */
    public static List<Migration> migrations() {
        return List.of(
                Migration.resource(
                        OpenLineageSchema.class, "openlineage/0001", "migrations/0001-events.sql"),
                Migration.resource(
                        OpenLineageSchema.class, "openlineage/0002", "migrations/0002-marquez.sql"),
                Migration.resource(
                        OpenLineageSchema.class,
                        "openlineage/0003",
                        "migrations/0003-repeats.sql"));
    }
}
