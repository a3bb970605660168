package io.clew.questions.metrics;

import io.clew.store.Db;
import io.clew.store.metrics.MetricOrder;
import io.clew.store.metrics.MetricPoint;
import io.clew.store.metrics.MetricStore;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads the newest points of metrics by a time; points carry no place in the log, so record time
 * does not bound them.
 */
public final class LatestPoints {
    private LatestPoints() {}

    /**
     * Returns of each of some nodes the newest point of each metric; a node without any is absent.
     *
     * @param asOfMillis later points do not count
     */
    public static Map<Integer, List<MetricPoint>> of(
            Db db, Collection<Integer> nodes, long asOfMillis) {
        Map<Integer, List<MetricPoint>> found = new TreeMap<>();
        MetricStore.latest(db, nodes)
                .forEach(
                        (node, latest) ->
                                found.put(
                                        node,
                                        chosen(
                                                db,
                                                node,
                                                latest,
                                                point -> point.timestampMillis() <= asOfMillis)));
        return found;
    }

    /**
     * Returns the newest point of each metric that a run measured in one evaluation.
     *
     * @param latest the newest point of each of its metrics, whatever it was measured for
     * @param evaluation the evaluation's number
     */
    public static List<MetricPoint> ofEvaluation(
            Db db, int run, List<MetricPoint> latest, int evaluation, long asOfMillis) {
        return chosen(
                db,
                run,
                latest,
                point ->
                        point.association() == evaluation && point.timestampMillis() <= asOfMillis);
    }

    private static List<MetricPoint> chosen(
            Db db, int node, List<MetricPoint> latest, Predicate<MetricPoint> counts) {
        List<MetricPoint> points = new ArrayList<>();
        for (MetricPoint point : latest) {
            MetricPoint one = counts.test(point) ? point : before(db, node, point.key(), counts);
            if (one != null) {
                points.add(one);
            }
        }
        return points;
    }

    /** Pages through all points by time for the newest one that counts. */
    private static @Nullable MetricPoint before(
            Db db, int node, String key, Predicate<MetricPoint> counts) {
        MetricPoint best = null;
        MetricPoint after = null;
        while (true) {
            List<MetricPoint> page =
                    MetricStore.history(
                            db, node, key, MetricOrder.TIME, after, MetricStore.PAGE_POINTS_MAX);
            for (MetricPoint point : page) {
                if (counts.test(point) && (best == null || point.step() >= best.step())) {
                    best = point;
                }
            }
            if (page.size() < MetricStore.PAGE_POINTS_MAX) {
                return best;
            }
            after = page.getLast();
        }
    }
}
