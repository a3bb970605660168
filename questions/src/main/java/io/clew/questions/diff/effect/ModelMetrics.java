package io.clew.questions.diff.effect;

import io.clew.model.EdgeKind;
import io.clew.model.NodeKind;
import io.clew.model.Urn;
import io.clew.questions.diff.align.Alignment;
import io.clew.questions.diff.align.Pair;
import io.clew.questions.diff.side.Side;
import io.clew.questions.diff.side.Thing;
import io.clew.questions.diff.work.Work;
import io.clew.store.metrics.MetricPoint;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Compares what others measured of two models: by evaluations that judge them, of runs that are not
 * upstream. What the run measured that made a model is told as the run's.
 */
final class ModelMetrics {

    /** Evaluations of a model that are read, the newest: each has several metrics. */
    private static final int EVALUATIONS_MAX = 100;

    private final Work work;
    private final Alignment alignment;
    private final Points points;
    private final Set<Integer> told = new HashSet<>();

    /**
     * Makes one.
     *
     * @param runs whose metrics are told anyway
     */
    ModelMetrics(Work work, Alignment alignment, Points points, List<Pair> runs) {
        this.work = work;
        this.alignment = alignment;
        this.points = points;
        for (Pair run : runs) {
            told.addAll(Objects.requireNonNull(run.before()).nodes());
            told.addAll(Objects.requireNonNull(run.after()).nodes());
        }
    }

    Measured of(Pair pair) {
        Thing earlier = Objects.requireNonNull(pair.before());
        Thing later = Objects.requireNonNull(pair.after());
        Measured measured = new Measured(alignment.after().urn(later.first()), pair.distance());
        read(earlier, alignment.before(), measured.before());
        read(later, alignment.after(), measured.after());
        return measured;
    }

    /** Of two evaluations that measured the same on the same data the newer counts. */
    private void read(Thing model, Side side, Map<Measured.Metric, Double> into) {
        Set<Integer> evaluations = new TreeSet<>(Comparator.reverseOrder());
        for (int node : model.nodes()) {
            Side.Newer found = side.effects(node, EdgeKind.EVALUATES, EVALUATIONS_MAX);
            evaluations.addAll(found.nodes());
            if (!found.all()) {
                work.left().note("more than " + EVALUATIONS_MAX + " evaluations of a model", node);
            }
        }
        for (int evaluation : evaluations) {
            int run = side.container(evaluation, EdgeKind.GENERATED_BY, NodeKind.RUN);
            if (run != Thing.NONE && !told.contains(run) && side.isGood(run)) {
                Urn dataset = dataset(evaluation, side);
                for (MetricPoint point : points.of(side, run, evaluation)) {
                    into.putIfAbsent(new Measured.Metric(point.key(), dataset), point.value());
                }
            }
        }
    }

    private static @Nullable Urn dataset(int evaluation, Side side) {
        int version = side.container(evaluation, EdgeKind.EVALUATES, NodeKind.DATASET_VERSION);
        if (version == Thing.NONE) {
            return null;
        }
        int dataset = side.container(version, EdgeKind.VERSION_OF, NodeKind.DATASET);
        return side.urn(dataset == Thing.NONE ? version : side.canonical(dataset));
    }
}
