package io.clew.store.metrics;

import io.clew.store.Db;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Reads and writes the rows of tails and blocks. */
final class MetricRows {
    private MetricRows() {}

    /** Tails of a node that are merged together: bounds what a read of a live run decodes. */
    private static final int TAIL_ROWS_MAX = 64;

    /** Bytes of a node's tails that are merged together even when they are few. */
    private static final int TAIL_BYTES_MAX = 1 << 20;

    /** Adds a tail and says whether the node's tails are now due to be merged. */
    static boolean addTail(Db db, int workspaceId, int node, byte[] tail) {
        return db.sql(
                        "INSERT INTO metric_tail (node_id, seq, workspace_id, filled_bytes, data)"
                                + " SELECT :node, COALESCE(last.seq, 0) + 1, :workspace,"
                                + " COALESCE(last.filled_bytes, 0) + :size, :data FROM (SELECT 1)"
                                + " one LEFT JOIN (SELECT seq, filled_bytes FROM metric_tail WHERE"
                                + " node_id = :node ORDER BY seq DESC LIMIT 1) last ON TRUE"
                                + " RETURNING seq, filled_bytes")
                .bind("node", node)
                .bind("workspace", workspaceId)
                .bind("size", tail.length)
                .bind("data", tail)
                .first(
                        row ->
                                row.integer("seq") >= TAIL_ROWS_MAX
                                        || row.integer("filled_bytes") >= TAIL_BYTES_MAX)
                .orElseThrow();
    }

    /** Returns the points of a node's tails by key, as they came. */
    static Map<String, Points> tails(Db db, int node, Predicate<String> wanted) {
        Map<String, Points> byKey = new TreeMap<>();
        db.sql("SELECT data FROM metric_tail WHERE node_id = :node ORDER BY seq")
                .bind("node", node)
                .each(row -> MetricTail.decode(row.bytes("data"), wanted, byKey));
        return byKey;
    }

    static void removeTails(Db db, int node) {
        db.sql("DELETE FROM metric_tail WHERE node_id = :node").bind("node", node).update();
    }

    /** Returns what is known of the blocks of a node, by key and number. */
    static List<BlockHeader> headers(Db db, int node) {
        return db.sql(
                        "SELECT "
                                + BlockHeader.COLUMNS
                                + " FROM metric_block WHERE node_id = :node ORDER BY key, seq")
                .bind("node", node)
                .list(BlockHeader::of);
    }

    /** Returns what is known of the blocks of a range of keys, in the database's order. */
    static List<BlockHeader> headers(Db db, int node, String keyFirst, String keyLast) {
        return db.sql(
                        "SELECT "
                                + BlockHeader.COLUMNS
                                + " FROM metric_block WHERE node_id = :node AND key >= :first AND"
                                + " key <= :last ORDER BY key, seq")
                .bind("node", node)
                .bind("first", keyFirst)
                .bind("last", keyLast)
                .list(BlockHeader::of);
    }

    static Points block(Db db, int node, BlockHeader header) {
        return db.sql(
                        "SELECT data FROM metric_block WHERE node_id = :node AND key = :key AND seq"
                                + " = :seq")
                .bind("node", node)
                .bind("key", header.key())
                .bind("seq", header.seq())
                .first(row -> MetricBlock.decode(row.bytes("data")))
                .orElseThrow(BitReader::damaged);
    }

    static void addBlock(Db db, int workspaceId, int node, String key, long seq, Points points) {
        BlockHeader header = BlockHeader.of(key, seq, points);
        db.sql(
                        "INSERT INTO metric_block (node_id, key, seq, workspace_id, points,"
                                + " time_min, time_max, step_min, step_max, value_min, value_max,"
                                + " data) VALUES (:node, :key, :seq, :workspace, :points,"
                                + " :time_min, :time_max, :step_min, :step_max, :value_min,"
                                + " :value_max, :data)")
                .bind("node", node)
                .bind("key", key)
                .bind("seq", seq)
                .bind("workspace", workspaceId)
                .bind("points", header.points())
                .bind("time_min", header.timeMin())
                .bind("time_max", header.timeMax())
                .bind("step_min", header.stepMin())
                .bind("step_max", header.stepMax())
                .bind("value_min", Double.isNaN(header.valueMin()) ? null : header.valueMin())
                .bind("value_max", Double.isNaN(header.valueMax()) ? null : header.valueMax())
                .bind("data", MetricBlock.encode(points))
                .update();
    }

    static void removeBlocks(Db db, int node, String key, long seqFirst) {
        db.sql("DELETE FROM metric_block WHERE node_id = :node AND key = :key AND seq >= :first")
                .bind("node", node)
                .bind("key", key)
                .bind("first", seqFirst)
                .update();
    }
}
