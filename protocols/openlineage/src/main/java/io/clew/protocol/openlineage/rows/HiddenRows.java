package io.clew.protocol.openlineage.rows;

import io.clew.commit.Commit;
import io.clew.store.Db;

/** Keeps which jobs and datasets clients deleted; one that an event names again is back. */
public final class HiddenRows {
    private HiddenRows() {}

    /** Hides a job or dataset; the next event that names it is news, even if it says the same. */
    public static void hide(Commit commit, int nodeId) {
        commit.db()
                .sql(
                        "INSERT INTO marquez_hidden (node_id, workspace_id, hidden_ms) VALUES"
                                + " (:node, :workspace, :now) ON CONFLICT (node_id) DO UPDATE SET"
                                + " hidden_ms = excluded.hidden_ms")
                .bind("node", nodeId)
                .bind("workspace", commit.workspaceId())
                .bind("now", commit.now().toEpochMilli())
                .update();
        StatedRows.forgetAll(commit, nodeId);
    }

    /** Shows a job or dataset again; false when it was not hidden. */
    public static boolean reveal(Db db, int nodeId) {
        return db.sql("DELETE FROM marquez_hidden WHERE node_id = :node")
                        .bind("node", nodeId)
                        .update()
                > 0;
    }
}
