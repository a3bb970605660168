package io.clew.store.internal;

import java.sql.SQLException;
import java.util.List;

/**
 * What a database knows of its redo file: its one row in the table {@code redo}.
 *
 * @param id whose file belongs to the database
 * @param groups the number of the last group that the database has
 */
record RedoState(String id, long groups) {

    /** Reads it, making its table in a database that has none: one that is new or older. */
    static RedoState of(JdbcDb db) throws SQLException {
        db.executeOnce(
                "CREATE TABLE IF NOT EXISTS redo (one INTEGER PRIMARY KEY CHECK (one = 1),"
                        + " id TEXT NOT NULL, groups INTEGER NOT NULL) STRICT");
        db.executeOnce("INSERT OR IGNORE INTO redo (one, id, groups) VALUES (1, '', 0)");
        return db.sql("SELECT id, groups FROM redo")
                .first(row -> new RedoState(row.text("id"), row.integer("groups")))
                .orElseThrow();
    }

    void write(JdbcDb db) throws SQLException {
        db.run("UPDATE redo SET id = ?, groups = ?", List.of(id, groups));
    }

    /** Writes that the database has groups up to a number. */
    static void writeGroups(JdbcDb db, long groups) throws SQLException {
        db.run("UPDATE redo SET groups = ?", List.of(groups));
    }
}
