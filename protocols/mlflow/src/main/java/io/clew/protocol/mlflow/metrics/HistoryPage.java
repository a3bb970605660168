package io.clew.protocol.mlflow.metrics;

import io.clew.protocol.mlflow.rows.Scope;
import io.clew.store.metrics.MetricOrder;
import io.clew.store.metrics.MetricPoint;
import io.clew.store.metrics.MetricStore;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Holds a page of a metric's history, by time, then step, then value.
 *
 * <p>The store keeps a point once for each model and dataset it was measured for; MLflow shows it
 * once.
 *
 * @param last the store's last point that the page covers, or null when nothing follows
 */
record HistoryPage(List<MetricPoint> points, @Nullable MetricPoint last) {

    static HistoryPage read(
            Scope scope, int node, String key, @Nullable MetricPoint after, int limit) {
        List<MetricPoint> shown = new ArrayList<>();
        MetricPoint last = after;
        while (true) {
            List<MetricPoint> read =
                    MetricStore.history(scope.db(), node, key, MetricOrder.TIME, last, limit + 1);
            for (MetricPoint point : read) {
                boolean repeated = last != null && isSame(last, point);
                if (!repeated && shown.size() == limit) {
                    return new HistoryPage(shown, last);
                }
                if (!repeated) {
                    shown.add(point);
                }
                last = point;
            }
            if (read.size() <= limit) {
                return new HistoryPage(shown, null);
            }
        }
    }

    private static boolean isSame(MetricPoint a, MetricPoint b) {
        return a.timestampMillis() == b.timestampMillis()
                && a.step() == b.step()
                && Double.compare(a.value(), b.value()) == 0;
    }

    /** Returns points without those that differ from their neighbour only in what they are for. */
    static List<MetricPoint> once(List<MetricPoint> points) {
        List<MetricPoint> shown = new ArrayList<>(points.size());
        for (MetricPoint point : points) {
            if (shown.isEmpty() || !isSame(shown.getLast(), point)) {
                shown.add(point);
            }
        }
        return shown;
    }
}
