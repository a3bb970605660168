package io.clew.protocol.metaflow.rows;

/** Gives ids that nobody else has, in the transaction that uses them. */
final class Sequence {
    private Sequence() {}

    /** Returns the first of some new ids in a row. */
    static long next(Scope scope, String name, int count) {
        scope.sql(
                        "INSERT INTO metaflow_sequence (workspace_id, name, next_value) VALUES"
                                + " (:workspace, :name, :count + 1) ON CONFLICT (workspace_id,"
                                + " name) DO UPDATE SET next_value ="
                                + " metaflow_sequence.next_value + :count")
                .bind("name", name)
                .bind("count", (long) count)
                .update();
        return scope.sql(
                                "SELECT next_value FROM metaflow_sequence WHERE workspace_id ="
                                        + " :workspace AND name = :name")
                        .bind("name", name)
                        .first(row -> row.integer("next_value"))
                        .orElseThrow()
                - count;
    }
}
