package io.clew.store.metrics;

import io.clew.store.Db;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Merges a node's tails into blocks, one or more for each key, each point once.
 *
 * <p>New points take in the last blocks while these are not much longer, so that blocks grow to
 * full length while each point is rewritten only a few times.
 */
final class MetricMerge {
    private MetricMerge() {}

    /**
     * Points of a full block: some tens of kilobytes, since the last page of a row is half empty on
     * average; room for what 64 batches of 1000 points of ten metrics bring of each.
     */
    static final int BLOCK_POINTS = 8192;

    /** How many times longer than what is new a block may be and still be taken in. */
    private static final int TAKE_IN_RATIO = 4;

    static void run(Db db, int workspaceId, int node) {
        Map<String, Points> tails = MetricRows.tails(db, node, key -> true);
        MetricRows.removeTails(db, node);
        Map<String, List<BlockHeader>> headers =
                MetricRows.headers(db, node).stream()
                        .collect(Collectors.groupingBy(BlockHeader::key));
        tails.forEach(
                (key, points) ->
                        merge(
                                db,
                                workspaceId,
                                node,
                                key,
                                points.sorted(MetricOrder.TIME),
                                headers.getOrDefault(key, List.of())));
    }

    private static void merge(
            Db db, int workspaceId, int node, String key, Points tail, List<BlockHeader> blocks) {
        Points fresh = unknown(db, node, key, tail, blocks);
        if (fresh.size() == 0) {
            return;
        }
        int kept = blocks.size();
        Points merged = new Points(fresh.size());
        merged.addAll(fresh);
        while (kept > 0 && isTakenIn(blocks.get(kept - 1), merged.size())) {
            kept--;
            merged.addAll(MetricRows.block(db, node, blocks.get(kept)));
        }
        long seq = kept == 0 ? 1 : blocks.get(kept - 1).seq() + 1;
        if (kept < blocks.size()) {
            MetricRows.removeBlocks(db, node, key, seq);
        }
        Points ordered = merged.sorted(MetricOrder.TIME);
        for (int from = 0; from < ordered.size(); from += BLOCK_POINTS) {
            Points block = ordered.range(from, Math.min(ordered.size(), from + BLOCK_POINTS));
            MetricRows.addBlock(db, workspaceId, node, key, seq++, block);
        }
    }

    private static boolean isTakenIn(BlockHeader last, int size) {
        return last.points() <= (long) size * TAKE_IN_RATIO && last.points() + size <= BLOCK_POINTS;
    }

    /** Returns the points that no block holds yet; sorted by time, as the tail must be. */
    static Points unknown(Db db, int node, String key, Points tail, List<BlockHeader> blocks) {
        Points unknown = tail;
        for (BlockHeader block : blocks) {
            if (unknown.size() == 0) {
                break;
            }
            if (block.overlaps(BlockHeader.of(key, 0, unknown))) {
                unknown = unknown.without(MetricRows.block(db, node, block), MetricOrder.TIME);
            }
        }
        return unknown;
    }
}
