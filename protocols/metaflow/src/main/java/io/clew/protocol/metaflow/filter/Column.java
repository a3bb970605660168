package io.clew.protocol.metaflow.filter;

/**
 * Says what a field of the grammar is in SQL.
 *
 * @param sql an expression
 * @param kind what values it has
 */
record Column(String sql, Kind kind) {
    enum Kind {
        TEXT,
        NUMBER,
        STATUS
    }
}
