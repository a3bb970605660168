package io.clew.protocol.openlineage.rows;

import io.clew.store.Db;

/**
 * Remembers what was stated last of a job or dataset: nearly every event repeats it, and one look
 * here saves one for each attribute.
 */
public enum StatedRows {
    FACETS,
    COLUMNS;

    /**
     * Says whether the same was stated last, from an event time on that is not later.
     *
     * @param hash of what is to be stated and who asserts it
     */
    public boolean covers(Db db, int nodeId, long hash, long millis) {
        return db.sql("SELECT hash, since_ms FROM ol_stated WHERE node_id = :node AND part = :part")
                .bind("node", nodeId)
                .bind("part", ordinal())
                .first(row -> row.integer("hash") == hash && row.integer("since_ms") <= millis)
                .orElse(false);
    }

    /** Remembers what was stated, unless something is remembered that is later by event time. */
    public void keep(Db db, int workspaceId, int nodeId, long hash, long millis) {
        db.sql(
                        "INSERT INTO ol_stated (node_id, part, workspace_id, hash, since_ms) VALUES"
                                + " (:node, :part, :workspace, :hash, :since) ON CONFLICT (node_id,"
                                + " part) DO UPDATE SET hash = excluded.hash, since_ms ="
                                + " excluded.since_ms WHERE ol_stated.since_ms <="
                                + " excluded.since_ms")
                .bind("node", nodeId)
                .bind("part", ordinal())
                .bind("workspace", workspaceId)
                .bind("hash", hash)
                .bind("since", millis)
                .update();
    }

    /** Forgets what was stated of a node. */
    public void forget(Db db, int nodeId) {
        db.sql("DELETE FROM ol_stated WHERE node_id = :node AND part = :part")
                .bind("node", nodeId)
                .bind("part", ordinal())
                .update();
    }
}
