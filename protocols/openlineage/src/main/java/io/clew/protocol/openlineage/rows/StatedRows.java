package io.clew.protocol.openlineage.rows;

import io.clew.commit.Commit;
import java.util.HashMap;
import java.util.Map;

/**
 * Remembers what each part of what is told of a job or dataset stated last: nearly every event
 * repeats it, and one look here saves one for each attribute.
 *
 * <p>A part is a facet as one family of producers sends it, by a hash of both names.
 */
public final class StatedRows {

    /** Nodes with more parts than these are read from their rows each time. */
    private static final int REMEMBERED_PARTS_MAX = 32;

    private final Commit commit;
    private final int node;
    private Map<Long, Stated> parts;

    private StatedRows(Commit commit, int node, Map<Long, Stated> parts) {
        this.commit = commit;
        this.node = node;
        this.parts = parts;
    }

    private record Key(int node) {}

    /** What was stated, and from which event time on. */
    private record Stated(long hash, long sinceMillis) {}

    /** What a node's parts stated, as the memory keeps it. */
    private record All(Map<Long, Stated> parts) {}

    /** Reads what was stated of a node. */
    public static StatedRows of(Commit commit, int node) {
        if (commit.memory().recall(new Key(node)) instanceof All all) {
            return new StatedRows(commit, node, all.parts());
        }
        Map<Long, Stated> parts = new HashMap<>();
        commit.db()
                .sql("SELECT part, hash, since_ms FROM ol_stated WHERE node_id = :node")
                .bind("node", node)
                .each(
                        row ->
                                parts.put(
                                        row.integer("part"),
                                        new Stated(row.integer("hash"), row.integer("since_ms"))));
        StatedRows rows = new StatedRows(commit, node, parts);
        rows.remember();
        return rows;
    }

    private void remember() {
        if (parts.size() <= REMEMBERED_PARTS_MAX) {
            commit.memory().remember(new Key(node), new All(Map.copyOf(parts)));
        } else {
            commit.memory().forget(new Key(node));
        }
    }

    /**
     * Says whether a part stated the same last, from an event time on that is not later.
     *
     * @param hash of what is to be stated
     */
    public boolean covers(long part, long hash, long millis) {
        Stated last = parts.get(part);
        return last != null && last.hash() == hash && last.sinceMillis() <= millis;
    }

    /** Says whether a part stated anything. */
    public boolean has(long part) {
        return parts.containsKey(part);
    }

    /** Remembers what a part states, unless something is remembered that is later by event time. */
    public void keep(long part, long hash, long millis) {
        Stated last = parts.get(part);
        if (last != null && last.sinceMillis() > millis) {
            return;
        }
        commit.db()
                .sql(
                        "INSERT INTO ol_stated (node_id, part, workspace_id, hash, since_ms) VALUES"
                                + " (:node, :part, :workspace, :hash, :since) ON CONFLICT (node_id,"
                                + " part) DO UPDATE SET hash = excluded.hash, since_ms ="
                                + " excluded.since_ms")
                .bind("node", node)
                .bind("part", part)
                .bind("workspace", commit.workspaceId())
                .bind("hash", hash)
                .bind("since", millis)
                .post();
        parts = new HashMap<>(parts);
        parts.put(part, new Stated(hash, millis));
        remember();
    }

    /**
     * Remembers that a part was stated, and that it is not known what, up to the newest event.
     *
     * @param newestMillis time of that event
     */
    public void doubt(long part, long newestMillis) {
        keep(part, 0, newestMillis);
    }

    /** Forgets what a part stated. */
    public void forget(long part) {
        commit.db()
                .sql("DELETE FROM ol_stated WHERE node_id = :node AND part = :part")
                .bind("node", node)
                .bind("part", part)
                .post();
        parts = new HashMap<>(parts);
        parts.remove(part);
        remember();
    }

    /** Forgets what all parts stated of a node: the next event that names it is news. */
    public static void forgetAll(Commit commit, int node) {
        commit.db().sql("DELETE FROM ol_stated WHERE node_id = :node").bind("node", node).post();
        commit.memory().forget(new Key(node));
    }
}
