package io.clew.commit;

import io.clew.store.Query;

/**
 * Inserts rows of a protocol's own into one table; kept as a constant, one for each statement.
 *
 * @param table the table's name
 * @param sql the statement, with {@code :rows} for the rows, as {@link Query#bindRows} has it
 */
public record Insert(String table, String sql) {}
