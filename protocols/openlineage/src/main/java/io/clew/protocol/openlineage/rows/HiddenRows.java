package io.clew.protocol.openlineage.rows;

import io.clew.commit.Commit;

/** Keeps which jobs and datasets clients deleted; one that an event names again is back. */
public final class HiddenRows {
    private HiddenRows() {}

    /** Names what is known not to be hidden, in what is remembered. */
    private record Shown(int node) {}

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
        commit.memory().forget(new Shown(nodeId));
        StatedRows.forgetAll(commit, nodeId);
    }

    /** Shows a job or dataset again; false when it was not hidden. */
    public static boolean reveal(Commit commit, int nodeId) {
        Shown shown = new Shown(nodeId);
        if (commit.memory().recall(shown) != null) {
            return false;
        }
        int hidden =
                commit.db()
                        .sql("DELETE FROM marquez_hidden WHERE node_id = :node")
                        .bind("node", nodeId)
                        .update();
        commit.memory().remember(shown, shown);
        return hidden > 0;
    }
}
