package io.clew.questions.diff.effect;

import io.clew.model.answer.Effect;
import io.clew.questions.diff.align.Alignment;
import io.clew.questions.diff.align.Pair;
import io.clew.questions.diff.align.Role;
import io.clew.questions.diff.work.Work;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Finds the metrics that moved: what came of the changes. */
public final class Effects {

    /** Runs whose metrics are compared, and models, the nearest: some ten thousand metrics. */
    static final int THINGS_MAX = 1000;

    /** Metrics that an answer shows, those that moved most; a run may have thousands. */
    static final int SHOWN_MAX = 1000;

    private Effects() {}

    /** Returns the metrics that moved, the nearest first, of these what moved most. */
    public static List<Effect> of(Work work, Alignment alignment) {
        List<Pair> runs = others(work, alignment, Role.RUN);
        Points points = new Points(work, alignment.before(), alignment.after(), runs);
        List<Measured> measured = new ArrayList<>();
        runs.forEach(pair -> measured.add(RunMetrics.of(pair, points)));
        ModelMetrics models = new ModelMetrics(work, alignment, points, runs);
        others(work, alignment, Role.MODEL).forEach(pair -> measured.add(models.of(pair)));
        measured.addAll(ReaderMetrics.of(work, alignment, points));
        List<Moved> moved = new ArrayList<>();
        measured.forEach(each -> moved(each, moved));
        if (moved.size() > SHOWN_MAX) {
            work.left().note("more than " + SHOWN_MAX + " metrics that moved");
        }
        return moved.stream().sorted(Moved.ORDER).limit(SHOWN_MAX).map(Moved::effect).toList();
    }

    private static List<Pair> others(Work work, Alignment alignment, Role role) {
        List<Pair> all =
                alignment.pairs().stream()
                        .filter(pair -> pair.role() == role && pair.isWhole() && !pair.isSame())
                        .toList();
        if (all.size() <= THINGS_MAX) {
            return all;
        }
        for (Pair pair : all.subList(THINGS_MAX, all.size())) {
            work.left()
                    .note(
                            "more than %d %ss whose metrics may have moved"
                                    .formatted(THINGS_MAX, role.name().toLowerCase(Locale.ROOT)),
                            Objects.requireNonNull(pair.after()).first());
        }
        return all.subList(0, THINGS_MAX);
    }

    private record Moved(int distance, double size, Effect effect) {
        static final Comparator<Moved> ORDER =
                Comparator.comparingInt(Moved::distance)
                        .thenComparing(Comparator.comparingDouble(Moved::size).reversed())
                        .thenComparing(moved -> moved.effect().metric())
                        .thenComparing(moved -> moved.effect().subject().toString())
                        .thenComparing(moved -> String.valueOf(moved.effect().dataset()));
    }

    private static void moved(Measured measured, List<Moved> into) {
        Set<Measured.Metric> metrics = new TreeSet<>(measured.before().keySet());
        metrics.addAll(measured.after().keySet());
        for (Measured.Metric metric : metrics) {
            Double one = measured.before().get(metric);
            Double other = measured.after().get(metric);
            if (!Objects.equals(one, other)) {
                into.add(
                        new Moved(
                                measured.distance(),
                                size(one, other),
                                new Effect(
                                        measured.subject(),
                                        metric.key(),
                                        metric.dataset(),
                                        one,
                                        other)));
            }
        }
    }

    private static double size(@Nullable Double before, @Nullable Double after) {
        if (before == null || after == null) {
            return 0;
        }
        double most = Math.max(Math.abs(before), Math.abs(after));
        double size = most == 0 ? 0 : Math.abs(after - before) / most;
        return Double.isNaN(size) ? 1 : size;
    }
}
