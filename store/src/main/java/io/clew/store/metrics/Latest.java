package io.clew.store.metrics;

import io.clew.store.Db;
import io.clew.store.RowBatches;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Keeps the latest point of each node and key: greatest step, then time, then value.
 *
 * <p>Where only the value differs, a NaN counts as 0, as it does for MLflow; the column {@code
 * value} holds that, for SQL to compare, and {@code value_bits} holds the value itself.
 */
final class Latest {
    private Latest() {}

    static Collection<MetricPoint> of(List<MetricPoint> points) {
        Map<String, MetricPoint> byKey = new TreeMap<>();
        for (MetricPoint point : points) {
            byKey.merge(point.key(), point, Latest::later);
        }
        return byKey.values();
    }

    private static MetricPoint later(MetricPoint a, MetricPoint b) {
        int bySteps = Long.compare(a.step(), b.step());
        int byTimes = Long.compare(a.timestampMillis(), b.timestampMillis());
        int byValue = Double.compare(comparable(a.value()), comparable(b.value()));
        int order = bySteps != 0 ? bySteps : byTimes != 0 ? byTimes : byValue;
        return order < 0 ? b : a;
    }

    /** Returns a value that both databases store and compare alike. */
    private static double comparable(double value) {
        return Double.isNaN(value) ? 0.0 : value + 0.0;
    }

    static void keep(Db db, int workspaceId, int node, Collection<MetricPoint> points) {
        List<List<?>> rows =
                points.stream()
                        .<List<?>>map(
                                point ->
                                        List.of(
                                                node,
                                                point.key(),
                                                workspaceId,
                                                point.step(),
                                                point.timestampMillis(),
                                                comparable(point.value()),
                                                Double.doubleToLongBits(point.value()),
                                                point.association()))
                        .toList();
        RowBatches.each(rows, batch -> keep(db, batch));
    }

    private static void keep(Db db, List<List<?>> rows) {
        db.sql(
                        "INSERT INTO metric_latest (node_id, key, workspace_id, step, timestamp_ms,"
                                + " value, value_bits, association) VALUES :rows ON CONFLICT"
                                + " (node_id, key) DO UPDATE SET step = excluded.step, timestamp_ms"
                                + " = excluded.timestamp_ms, value = excluded.value, value_bits ="
                                + " excluded.value_bits, association = excluded.association WHERE"
                                + " (excluded.step, excluded.timestamp_ms, excluded.value) >"
                                + " (metric_latest.step, metric_latest.timestamp_ms,"
                                + " metric_latest.value)")
                .bindRows("rows", rows)
                .update();
    }

    static void read(Db db, List<Integer> nodes, Map<Integer, List<MetricPoint>> into) {
        db.sql(
                        "SELECT node_id, key, step, timestamp_ms, value_bits, association FROM"
                                + " metric_latest WHERE node_id IN (:nodes) ORDER BY node_id, key")
                .bindAll("nodes", nodes)
                .each(
                        row ->
                                into.computeIfAbsent(
                                                (int) row.integer("node_id"),
                                                node -> new ArrayList<>())
                                        .add(
                                                new MetricPoint(
                                                        row.text("key"),
                                                        Double.longBitsToDouble(
                                                                row.integer("value_bits")),
                                                        row.integer("timestamp_ms"),
                                                        row.integer("step"),
                                                        (int) row.integer("association"))));
    }

    /** Returns the latest points of one node after a key, by key. */
    static List<MetricPoint> page(Db db, int node, String after, int limit) {
        return db.sql(
                        "SELECT key, step, timestamp_ms, value_bits, association FROM"
                                + " metric_latest WHERE node_id = :node AND key > :after ORDER BY"
                                + " key LIMIT :limit")
                .bind("node", node)
                .bind("after", after)
                .bind("limit", limit)
                .list(
                        row ->
                                new MetricPoint(
                                        row.text("key"),
                                        Double.longBitsToDouble(row.integer("value_bits")),
                                        row.integer("timestamp_ms"),
                                        row.integer("step"),
                                        (int) row.integer("association")));
    }
}
