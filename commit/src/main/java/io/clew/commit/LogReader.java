package io.clew.commit;

import io.clew.commit.internal.BodyRows;
import io.clew.commit.internal.LeafRows;
import io.clew.commit.internal.LogRows;
import io.clew.ledger.PackedLeaf;
import io.clew.model.log.LogEntry;
import io.clew.store.Db;
import java.util.List;
import java.util.Optional;

/** Reads the log back in order: for the graph index at the start, and to follow other servers. */
public final class LogReader {
    private LogReader() {}

    /** Returns the position of the newest entry; 0 when there is none. */
    public static long head(Db db) {
        return db.sql("SELECT position FROM log_head WHERE one = 1")
                .first(row -> row.integer("position"))
                .orElseThrow();
    }

    /**
     * Returns the entries after a position, oldest first, with all that they added.
     *
     * @param after the last position already read; 0 for the start
     * @param limit most entries returned; fewer than that means the end of the log
     */
    public static List<LogEntry> entries(Db db, long after, int limit) {
        return LogRows.entries(db, after, limit);
    }

    /** Returns what an entry holds besides its facts; empty when that was erased. */
    public static Optional<EntryBody> body(Db db, long position) {
        return BodyRows.find(db, position);
    }

    /** Returns the hash of an entry's leaf in hex: no other entry has it. */
    public static Optional<String> leafHash(Db db, long position) {
        return db.sql("SELECT leaf, packed_leaf FROM entry WHERE position = :position")
                .bind("position", position)
                .first(LeafRows::read)
                .map(PackedLeaf::hashInHex);
    }
}
