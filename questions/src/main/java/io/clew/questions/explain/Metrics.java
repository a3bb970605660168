package io.clew.questions.explain;

import io.clew.store.metrics.MetricOrder;
import io.clew.store.metrics.MetricPoint;
import io.clew.store.metrics.MetricStore;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Reads the newest points of metrics by {@code as_of}; points carry no place in the log, so {@code
 * known_at} does not bound them.
 */
final class Metrics {

    private Metrics() {}

    static List<MetricPoint> latest(Scene scene, Collection<Integer> runs) {
        long asOf = scene.clocks().asOfMillis();
        List<MetricPoint> points = new ArrayList<>();
        var latest = MetricStore.latest(scene.db(), runs);
        for (int run : runs) {
            for (MetricPoint point : latest.getOrDefault(run, List.of())) {
                if (point.timestampMillis() <= asOf) {
                    points.add(point);
                } else {
                    before(scene, run, point.key(), asOf).ifPresent(points::add);
                }
            }
        }
        return points;
    }

    /** Pages through the points by time up to the one that was newest then. */
    private static Optional<MetricPoint> before(Scene scene, int run, String key, long asOf) {
        MetricPoint best = null;
        MetricPoint after = null;
        while (true) {
            List<MetricPoint> page =
                    MetricStore.history(
                            scene.db(),
                            run,
                            key,
                            MetricOrder.TIME,
                            after,
                            MetricStore.PAGE_POINTS_MAX);
            for (MetricPoint point : page) {
                if (point.timestampMillis() > asOf) {
                    return Optional.ofNullable(best);
                }
                best = best == null || point.step() >= best.step() ? point : best;
            }
            if (page.size() < MetricStore.PAGE_POINTS_MAX) {
                return Optional.ofNullable(best);
            }
            after = page.getLast();
        }
    }
}
