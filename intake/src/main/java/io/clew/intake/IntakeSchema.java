package io.clew.intake;

import io.clew.store.Migration;
import java.util.List;

/** Lists the migrations of the tables that say how harvests go. */
public final class IntakeSchema {
    private IntakeSchema() {}

    /** Returns the migrations in order, to be applied after the store's own. */
    public static List<Migration> migrations() {
        return List.of(
                Migration.resource(
                        IntakeSchema.class, "intake/0001", "migrations/0001-harvests.sql"),
                Migration.resource(IntakeSchema.class, "intake/0002", "migrations/0002-seen.sql"));
    }
}
