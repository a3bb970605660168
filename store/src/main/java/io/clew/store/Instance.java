package io.clew.store;

import java.util.Optional;
import java.util.UUID;

/**
 * Tells one database of Clew from another, whatever address it is reached by.
 *
 * @param id a random UUID that it gets on first use and keeps
 * @param claimed whether a folder of artifacts has been marked with the id
 */
public record Instance(String id, boolean claimed) {

    /** The migration since which databases have an id. */
    public static final String MIGRATION = "core/0005";

    /** Returns who a database is, and gives it an id when it has none. */
    public static Instance of(Store store) {
        return store.read(Instance::find).orElseGet(() -> store.write(Instance::findOrMake));
    }

    /** Finds who a database is; empty when no server has started on it. */
    public static Optional<Instance> find(Db db) {
        return db.sql("SELECT id, claimed FROM instance WHERE one = 1")
                .first(row -> new Instance(row.text("id"), row.flag("claimed")));
    }

    /** Remembers that a folder of artifacts is marked with the id. */
    public static void claimed(Store store) {
        store.write(db -> db.sql("UPDATE instance SET claimed = 1 WHERE one = 1").update());
    }

    private static Instance findOrMake(Db db) {
        db.sql(
                        "INSERT INTO instance (one, id, claimed) VALUES (1, :id, 0)"
                                + " ON CONFLICT (one) DO NOTHING")
                .bind("id", UUID.randomUUID().toString())
                .update();
        return find(db).orElseThrow();
    }
}
