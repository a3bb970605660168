package io.clew.server.check;

import io.clew.model.check.CheckedPart;
import io.clew.model.check.Findings;
import io.clew.store.Db;
import io.clew.store.Store;
import io.clew.store.metrics.MetricOrder;
import io.clew.store.metrics.MetricPoint;
import io.clew.store.metrics.MetricStore;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads every point of every metric, and compares the latest with what is kept as such. */
final class MetricCheck {
    private MetricCheck() {}

    /** Metrics of a page. */
    private static final int PAGE_METRICS = 200;

    /** Names one metric of a node. */
    private record Metric(long node, String key) {}

    static CheckedPart check(Store store) {
        Findings findings = new Findings();
        findings.count("metrics", 0);
        findings.count("points", 0);
        Metric after = new Metric(0, "");
        while (after != null) {
            Metric from = after;
            List<Metric> page = store.read(db -> page(db, from));
            for (Metric metric : page) {
                metric(store, metric, findings);
            }
            after = page.size() < PAGE_METRICS ? null : page.getLast();
        }
        return findings.part("metrics");
    }

    private static List<Metric> page(Db db, Metric after) {
        return db.sql(
                        "SELECT node_id, key FROM metric_latest WHERE (node_id, key) > (:node, :key)"
                                + " ORDER BY node_id, key LIMIT :limit")
                .bind("node", after.node())
                .bind("key", after.key())
                .bind("limit", PAGE_METRICS)
                .list(row -> new Metric(row.integer("node_id"), row.text("key")));
    }

    /** Looks at one metric on one snapshot, since a write changes points and latest together. */
    private static void metric(Store store, Metric metric, Findings findings) {
        findings.count("metrics", 1);
        try {
            store.read(
                    db -> {
                        int node = (int) metric.node();
                        MetricPoint latest = latestKept(db, node, metric.key());
                        MetricPoint greatest = null;
                        MetricPoint after = null;
                        List<MetricPoint> page;
                        do {
                            page =
                                    MetricStore.history(
                                            db,
                                            node,
                                            metric.key(),
                                            MetricOrder.STEP,
                                            after,
                                            MetricStore.PAGE_POINTS_MAX);
                            findings.count("points", page.size());
                            for (MetricPoint point : page) {
                                greatest = later(greatest, point);
                            }
                            after = page.isEmpty() ? null : page.getLast();
                        } while (page.size() == MetricStore.PAGE_POINTS_MAX);
                        if (greatest == null || latest == null || order(greatest, latest) != 0) {
                            findings.add(
                                    "the latest point of metric '%s' of node %d is kept as %s, but its history says %s"
                                            .formatted(metric.key(), node, latest, greatest));
                        }
                        return node;
                    });
        } catch (RuntimeException damaged) {
            findings.add(
                    "metric '%s' of node %d cannot be read: %s"
                            .formatted(metric.key(), metric.node(), damaged.getMessage()));
        }
    }

    private static @Nullable MetricPoint latestKept(Db db, int node, String key) {
        return MetricStore.latest(db, node).stream()
                .filter(point -> point.key().equals(key))
                .findFirst()
                .orElse(null);
    }

    private static MetricPoint later(@Nullable MetricPoint a, MetricPoint b) {
        return a == null || order(a, b) < 0 ? b : a;
    }

    /** Compares as "latest" is defined: step, then time, then value with NaN as 0. */
    private static int order(MetricPoint a, MetricPoint b) {
        int bySteps = Long.compare(a.step(), b.step());
        int byTimes = Long.compare(a.timestampMillis(), b.timestampMillis());
        int byValue = Double.compare(comparable(a.value()), comparable(b.value()));
        return bySteps != 0 ? bySteps : byTimes != 0 ? byTimes : byValue;
    }

    private static double comparable(double value) {
        return Double.isNaN(value) ? 0.0 : value + 0.0;
    }
}
