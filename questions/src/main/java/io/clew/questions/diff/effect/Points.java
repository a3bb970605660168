package io.clew.questions.diff.effect;

import io.clew.questions.diff.side.Side;
import io.clew.questions.diff.work.Work;
import io.clew.questions.metrics.LatestPoints;
import io.clew.store.metrics.MetricPoint;
import io.clew.store.metrics.MetricStore;
import java.util.List;
import java.util.Map;

/** Reads points of metrics at the event time of each side. */
record Points(Work work, Side before, Side after) {

    /** Returns the newest point of each metric of some runs of a side. */
    Map<Integer, List<MetricPoint>> of(Side side, List<Integer> runs) {
        return runs.isEmpty()
                ? Map.of()
                : work.read(db -> LatestPoints.of(db, runs, side.clocks().asOfMillis()));
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
