package io.clew.questions.diff;

import io.clew.model.answer.Effect;
import io.clew.questions.diff.align.Alignment;
import io.clew.questions.diff.align.Pair;
import io.clew.questions.diff.align.Role;
import io.clew.questions.diff.side.Side;
import io.clew.questions.diff.side.Thing;
import io.clew.questions.diff.work.Work;
import io.clew.store.metrics.MetricPoint;
import io.clew.store.metrics.MetricStore;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Finds the metrics that moved, of the nearest runs: what came of the changes. */
final class Effects {

    /** Runs whose metrics are compared: the asked one and those of the models that it used. */
    private static final int RUNS_MAX = 50;

    /** Metrics that an answer shows; a run may have thousands. */
    static final int SHOWN_MAX = 200;

    private Effects() {}

    static List<Effect> of(Work work, Alignment alignment) {
        List<Pair> runs =
                alignment.pairs().stream()
                        .filter(pair -> pair.role() == Role.RUN && pair.isWhole() && !pair.isSame())
                        .limit(RUNS_MAX)
                        .toList();
        Set<Integer> nodes = new LinkedHashSet<>();
        for (Pair pair : runs) {
            nodes.addAll(nodes(pair.before()));
            nodes.addAll(nodes(pair.after()));
        }
        if (nodes.isEmpty()) {
            return List.of();
        }
        Map<Integer, List<MetricPoint>> latest = work.read(db -> MetricStore.latest(db, nodes));
        List<Moved> moved = new ArrayList<>();
        for (Pair pair : runs) {
            moved(pair, latest, alignment.after(), moved);
        }
        return moved.stream()
                .sorted(Comparator.comparingInt(Moved::distance).thenComparing(Moved.MOST_FIRST))
                .limit(SHOWN_MAX)
                .map(Moved::effect)
                .toList();
    }

    private record Moved(int distance, double size, Effect effect) {
        static final Comparator<Moved> MOST_FIRST =
                Comparator.comparingDouble(Moved::size)
                        .reversed()
                        .thenComparing(moved -> moved.effect().metric())
                        .thenComparing(moved -> moved.effect().subject().toString());
    }

    private static List<Integer> nodes(@Nullable Thing thing) {
        return thing == null ? List.of() : thing.nodes();
    }

    private static void moved(
            Pair pair, Map<Integer, List<MetricPoint>> latest, Side side, List<Moved> into) {
        Map<String, Double> before = values(pair.before(), latest);
        Map<String, Double> after = values(pair.after(), latest);
        Thing subject = pair.after();
        if (subject == null) {
            return;
        }
        Set<String> keys = new TreeSet<>(before.keySet());
        keys.addAll(after.keySet());
        for (String key : keys) {
            Double one = before.get(key);
            Double other = after.get(key);
            if (!java.util.Objects.equals(one, other)) {
                into.add(
                        new Moved(
                                pair.distance(),
                                size(one, other),
                                new Effect(side.urn(subject.first()), key, one, other)));
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

    private static Map<String, Double> values(
            @Nullable Thing thing, Map<Integer, List<MetricPoint>> latest) {
        Map<String, Double> values = new TreeMap<>();
        for (int node : nodes(thing)) {
            for (MetricPoint point : latest.getOrDefault(node, List.of())) {
                values.putIfAbsent(point.key(), point.value());
            }
        }
        return values;
    }
}
