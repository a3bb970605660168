package io.clew.questions.diff.rank;

import io.clew.questions.diff.compare.Difference;
import io.clew.questions.diff.side.ColumnWays;
import io.clew.questions.diff.work.Left;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts differences in order: what can move a prediction first, then what only follows from it, what
 * is incidental last.
 */
public final class Ranked {

    private static final Comparator<Scored> BY_SCORE =
            Comparator.comparingDouble(Scored::score)
                    .reversed()
                    .thenComparing(each -> each.difference().pair().distance())
                    .thenComparing(each -> each.difference().kind())
                    .thenComparing(each -> each.difference().subject().toString())
                    .thenComparing(each -> each.difference().field())
                    .thenComparing(each -> each.difference().part());

    private final List<Scored> order;
    private final Map<Scored, Scored> roots;

    private Ranked(List<Scored> order, Map<Scored, Scored> roots) {
        this.order = order;
        this.roots = roots;
    }

    /**
     * Orders differences; what was found in two ways counts once, where it weighs most, and a
     * figure that moved no more than is natural is none.
     *
     * @param left is told when not all could be looked at
     * @param columns knows which column derives from which
     */
    public static Ranked of(Left left, List<Scored> found, ColumnWays columns) {
        Map<Difference.Name, Scored> best = new LinkedHashMap<>();
        for (Scored each :
                found.stream().filter(one -> !one.isNatural()).sorted(BY_SCORE).toList()) {
            best.putIfAbsent(each.difference().name(), each);
        }
        List<Scored> all = List.copyOf(best.values());
        Map<Scored, Scored> roots = RootCauses.of(left, all, found, columns);
        List<Scored> order = new ArrayList<>(all);
        order.sort(
                Comparator.<Scored>comparingInt(
                                each -> each.isIncidental() ? 2 : roots.containsKey(each) ? 1 : 0)
                        .thenComparing(BY_SCORE));
        return new Ranked(List.copyOf(order), roots);
    }

    /** Returns all in order. */
    public List<Scored> order() {
        return order;
    }

    /** Returns what a difference follows from; null for a root. */
    public @Nullable Scored root(Scored of) {
        return roots.get(of);
    }
}
