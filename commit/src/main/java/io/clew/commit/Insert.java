package io.clew.commit;

import io.clew.store.Query;

/**
 * Inserts rows of a protocol's own into one table; kept as a constant, one for each statement.
 *
 * @param table the table's name
 * @param sql the statement, with {@code :rows} for the rows, as {@link Query#bindRows} has it
 * @param isKeyed whether a row replaces the one whose first value is the same: then the statement
 *     says so ({@code ON CONFLICT … DO UPDATE}), and of rows that wait it gets the last for each
 */
public record Insert(String table, String sql, boolean isKeyed) {

    /** Inserts rows each of which is new. */
    public Insert(String table, String sql) {
        this(table, sql, false);
    }
}
