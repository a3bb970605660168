package io.clew.questions.metrics;

import io.clew.questions.paging.Cursor;
import io.clew.questions.rows.NodeRow;
import io.clew.store.Db;
import io.clew.store.metrics.MetricOrder;
import io.clew.store.metrics.MetricPoint;
import io.clew.store.metrics.MetricStore;
import io.clew.store.metrics.MetricSummary;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the metrics of a node in pages. */
public final class Metrics {

    /** Most metrics of a page. */
    public static final int METRICS_MAX = 1000;

    /** Most points of a page: what a chart can draw. */
    public static final int POINTS_MAX = 25_000;

    private static final int POINT_PARTS = 4;

    private Metrics() {}

    /** Returns a page of the metrics of a node; a node without any has an empty one. */
    public static MetricsPage page(Db db, NodeRow node, int limit, @Nullable String cursor) {
        String question = "metrics|" + node.urn();
        String after = cursor == null ? "" : Cursor.read(question, cursor, 1).getFirst();
        List<MetricSummary> found = MetricStore.summaries(db, node.id(), after, limit + 1);
        boolean more = found.size() > limit;
        List<MetricSummary> shown = more ? found.subList(0, limit) : found;
        return new MetricsPage(
                node.urn(),
                List.copyOf(shown),
                more ? Cursor.write(question, List.of(shown.getLast().key())) : null);
    }

    /** Returns a page of the points of one metric; an unknown metric has none. */
    public static MetricHistoryPage history(
            Db db, NodeRow node, String key, int limit, @Nullable String cursor) {
        String question = "history|" + node.urn() + "|" + key;
        MetricPoint after =
                cursor == null ? null : point(key, Cursor.read(question, cursor, POINT_PARTS));
        List<MetricPoint> found =
                MetricStore.history(db, node.id(), key, MetricOrder.STEP, after, limit + 1);
        boolean more = found.size() > limit;
        List<MetricPoint> shown = more ? found.subList(0, limit) : found;
        return new MetricHistoryPage(
                node.urn(),
                key,
                List.copyOf(shown),
                more ? Cursor.write(question, place(shown.getLast())) : null);
    }

    private static List<String> place(MetricPoint point) {
        return List.of(
                String.valueOf(point.step()),
                String.valueOf(point.timestampMillis()),
                String.valueOf(Double.doubleToRawLongBits(point.value())),
                String.valueOf(point.association()));
    }

    private static MetricPoint point(String key, List<String> place) {
        return new MetricPoint(
                key,
                Double.longBitsToDouble(Cursor.number(place.get(2))),
                Cursor.number(place.get(1)),
                Cursor.number(place.get(0)),
                (int) Cursor.number(place.get(3)));
    }
}
