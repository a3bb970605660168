package io.clew.questions.rows;

import io.clew.store.Db;
import java.time.Instant;

/** Turns instants of record time into positions of the log. */
public final class Positions {
    private Positions() {}

    /** Returns the position of the newest entry; 0 when there is none. */
    public static long newest(Db db) {
        return db.sql("SELECT position FROM log_head WHERE one = 1")
                .first(row -> row.integer("position"))
                .orElse(0L);
    }

    /**
     * Returns the position of the last entry that was recorded by an instant; 0 when there is none.
     * Record time never goes back, so halving finds it.
     */
    public static long at(Db db, Instant instant) {
        long least = 0;
        long most = newest(db);
        while (least < most) {
            long middle = least + (most - least + 1) / 2;
            if (recordedMillis(db, middle) <= instant.toEpochMilli()) {
                least = middle;
            } else {
                most = middle - 1;
            }
        }
        return least;
    }

    private static long recordedMillis(Db db, long position) {
        return db.sql("SELECT recorded_ms FROM entry WHERE position = :position")
                .bind("position", position)
                .first(row -> row.integer("recorded_ms"))
                .orElseThrow(() -> new IllegalStateException("the log has no entry " + position));
    }
}
