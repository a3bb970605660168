package io.clew.kafka;

import io.clew.store.Migration;
import java.util.List;

/** Lists the migrations of the table that says how far topics were read. */
public final class KafkaSchema {
    private KafkaSchema() {}

    /** Returns the migrations in order, to be applied after the store's own. */
    public static List<Migration> migrations() {
        return List.of(
                Migration.resource(KafkaSchema.class, "kafka/0001", "migrations/0001-offsets.sql"));
    }
}
