package io.clew.questions.diff.effect;

import io.clew.model.Urn;
import io.clew.questions.diff.align.Pair;
import io.clew.questions.diff.side.Side;
import io.clew.questions.diff.side.Thing;
import io.clew.store.metrics.MetricPoint;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Compares the metrics of runs of one job. */
final class RunMetrics {
    private RunMetrics() {}

    static Measured of(Pair pair, Points points) {
        Thing earlier = Objects.requireNonNull(pair.before());
        Thing later = Objects.requireNonNull(pair.after());
        return of(
                earlier.nodes(),
                later.nodes(),
                points.after().urn(later.first()),
                pair.distance(),
                points);
    }

    static Measured of(
            List<Integer> before, List<Integer> after, Urn subject, int distance, Points points) {
        Measured measured = new Measured(subject, distance);
        read(before, points.before(), points, measured.before());
        read(after, points.after(), points, measured.after());
        return measured;
    }

    private static void read(
            List<Integer> runs, Side side, Points points, Map<Measured.Metric, Double> into) {
        Map<Integer, List<MetricPoint>> all = points.of(side, runs);
        for (int run : runs) {
            for (MetricPoint point : all.getOrDefault(run, List.of())) {
                into.putIfAbsent(new Measured.Metric(point.key(), null), point.value());
            }
        }
    }
}
