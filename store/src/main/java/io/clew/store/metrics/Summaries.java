package io.clew.store.metrics;

import io.clew.store.Db;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Counts and bounds the points of a node's metrics from headers of blocks and from tails. */
final class Summaries {
    private Summaries() {}

    static List<MetricSummary> read(Db db, int node, String after, int limit) {
        List<MetricPoint> latest = Latest.page(db, node, after, limit);
        if (latest.isEmpty()) {
            return List.of();
        }
        String first = latest.getFirst().key();
        String last = latest.getLast().key();
        Set<String> keys = latest.stream().map(MetricPoint::key).collect(Collectors.toSet());
        Map<String, Points> tails = MetricRows.tails(db, node, keys::contains);
        Map<String, List<BlockHeader>> blocks =
                MetricRows.headers(db, node, first, last).stream()
                        .collect(Collectors.groupingBy(BlockHeader::key));
        return latest.stream()
                .map(
                        point ->
                                summary(
                                        db,
                                        node,
                                        point,
                                        tails.getOrDefault(point.key(), new Points(0)),
                                        blocks.getOrDefault(point.key(), List.of())))
                .toList();
    }

    private static MetricSummary summary(
            Db db, int node, MetricPoint latest, Points tail, List<BlockHeader> blocks) {
        Points unknown =
                MetricMerge.unknown(db, node, latest.key(), tail.sorted(MetricOrder.TIME), blocks);
        BlockHeader fresh = BlockHeader.of(latest.key(), 0, unknown);
        double min = fresh.valueMin();
        double max = fresh.valueMax();
        long points = fresh.points();
        for (BlockHeader block : blocks) {
            min = BlockHeader.least(min, block.valueMin());
            max = BlockHeader.greatest(max, block.valueMax());
            points += block.points();
        }
        return new MetricSummary(latest, min, max, points);
    }
}
