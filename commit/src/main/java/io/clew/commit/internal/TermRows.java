package io.clew.commit.internal;

import io.clew.commit.Terms;
import io.clew.store.Db;
import org.jspecify.annotations.Nullable;

/** Lays down what a node can be found by, in the transaction that says so. */
final class TermRows {
    private TermRows() {}

    static void add(Db db, int workspaceId, int node, String key, @Nullable Object value) {
        for (String term : Terms.of(key, value)) {
            db.sql(
                            "INSERT INTO term (workspace_id, name, term, node_id) VALUES"
                                    + " (:workspace, :name, :term, :node) ON CONFLICT DO NOTHING")
                    .bind("workspace", workspaceId)
                    .bind("name", Terms.name(key))
                    .bind("term", term)
                    .bind("node", node)
                    .update();
        }
    }
}
