package io.clew.questions.diff.effect;

import io.clew.questions.diff.align.Pair;
import io.clew.questions.diff.side.Side;
import io.clew.questions.diff.side.Thing;
import io.clew.questions.diff.work.Work;
import io.clew.questions.metrics.LatestPoints;
import io.clew.questions.rows.NodeRows;
import io.clew.store.metrics.MetricPoint;
import io.clew.store.metrics.MetricStore;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads points of metrics at the event time of each side; those of the runs that are compared all
 * at once, since a step to the store costs more than the points.
 */
final class Points {
    private final Work work;
    private final Side before;
    private final Side after;
    private final Map<Side, Map<Integer, List<MetricPoint>>> known = new IdentityHashMap<>();

    Points(Work work, Side before, Side after, List<Pair> runs) {
        this.work = work;
        this.before = before;
        this.after = after;
        readAll(before, runs.stream().map(Pair::before));
        readAll(after, runs.stream().map(Pair::after));
    }

    private void readAll(Side side, Stream<@Nullable Thing> things) {
        Map<Integer, List<MetricPoint>> points = new HashMap<>();
        Set<Integer> runs =
                things.filter(Objects::nonNull)
                        .flatMap(thing -> thing.nodes().stream())
                        .collect(Collectors.toCollection(TreeSet::new));
        runs.forEach(run -> points.put(run, List.of()));
        for (List<Integer> batch : NodeRows.batches(runs)) {
            points.putAll(read(side, batch));
        }
        known.put(side, points);
    }

    private Map<Integer, List<MetricPoint>> read(Side side, List<Integer> runs) {
        return work.read(db -> LatestPoints.of(db, runs, side.clocks().asOfMillis()));
    }

    Side before() {
        return before;
    }

    Side after() {
        return after;
    }

    /** Returns the newest point of each metric of some runs of a side. */
    Map<Integer, List<MetricPoint>> of(Side side, List<Integer> runs) {
        Map<Integer, List<MetricPoint>> read = known.getOrDefault(side, Map.of());
        if (read.keySet().containsAll(runs)) {
            return read;
        }
        return runs.isEmpty() ? Map.of() : read(side, runs);
    }

    /** Returns the newest point of each metric that a run of a side measured in an evaluation. */
    List<MetricPoint> of(Side side, int run, int evaluation) {
        return work.read(
                db ->
                        LatestPoints.ofEvaluation(
                                db,
                                run,
                                MetricStore.latest(db, run),
                                evaluation,
                                side.clocks().asOfMillis()));
    }
}
