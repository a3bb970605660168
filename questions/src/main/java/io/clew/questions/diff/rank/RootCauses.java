package io.clew.questions.diff.rank;

import io.clew.model.answer.Change;
import io.clew.questions.diff.align.Pair;
import io.clew.questions.diff.compare.Difference;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds which differences only follow from others: data from what made it, figures from the type of
 * their column, a digest from the figures.
 *
 * <p>Only what is material causes anything: what changes with every run explains nothing.
 */
final class RootCauses {

    private final List<Scored> all;
    private final Map<Pair, Set<Pair>> downstream = new HashMap<>();
    private final Map<Scored, Scored> causes = new IdentityHashMap<>();

    private RootCauses(List<Scored> all) {
        this.all = all;
    }

    /** Returns for each difference that follows from another which root that is. */
    static Map<Scored, Scored> of(List<Scored> all) {
        RootCauses found = new RootCauses(all);
        found.search();
        Map<Scored, Scored> roots = new IdentityHashMap<>();
        for (Scored each : all) {
            Scored root = found.root(each);
            if (root != each) {
                roots.put(each, root);
            }
        }
        return roots;
    }

    private void search() {
        List<Scored> strongest =
                all.stream()
                        .filter(Scored::isMaterial)
                        .sorted(Comparator.comparingDouble(Scored::score).reversed())
                        .toList();
        for (Scored each : all) {
            if (canFollow(each.difference())) {
                Scored cause = first(strongest, each);
                if (cause != null) {
                    causes.put(each, cause);
                }
            }
        }
    }

    private @Nullable Scored first(List<Scored> strongest, Scored effect) {
        for (Scored cause : strongest) {
            if (cause != effect && isUpstream(cause, effect)) {
                return cause;
            }
        }
        for (Scored cause : strongest) {
            if (cause != effect && explainsBeside(cause, effect)) {
                return cause;
            }
        }
        return null;
    }

    private boolean isUpstream(Scored cause, Scored effect) {
        Pair pair = cause.difference().pair();
        return pair != effect.difference().pair()
                && downstream
                        .computeIfAbsent(pair, Pair::downstream)
                        .contains(effect.difference().pair());
    }

    private static boolean canFollow(Difference difference) {
        return switch (difference.kind()) {
            case QUALITY, TRANSFORMATION -> true;
            case SCHEMA -> true;
            case DATA ->
                    !difference.field().equals("source") && !difference.field().equals("stale");
            case MODEL -> difference.field().equals("base-model");
            default -> false;
        };
    }

    /** Within one dataset: a type before figures, figures and columns before a digest. */
    private static boolean explainsBeside(Scored cause, Scored effect) {
        Difference one = cause.difference();
        Difference other = effect.difference();
        return one.pair() == other.pair()
                        && order(one) < order(other)
                        && (other.kind() == Change.Kind.DATA
                                || one.subject().equals(other.subject()))
                || isSameColumn(cause, effect);
    }

    private static int order(Difference difference) {
        return switch (difference.kind()) {
            case TRANSFORMATION -> 0;
            case SCHEMA -> 1;
            case QUALITY -> difference.field().equals("assertion") ? 3 : 2;
            case DATA -> difference.field().equals("stale") ? 0 : 4;
            default -> 9;
        };
    }

    /** Several figures of one column are one shift: the one that moved most speaks for them. */
    private static boolean isSameColumn(Scored cause, Scored effect) {
        Difference one = cause.difference();
        Difference other = effect.difference();
        return one.pair() == other.pair()
                && one.kind() == Change.Kind.QUALITY
                && other.kind() == Change.Kind.QUALITY
                && order(one) == order(other)
                && one.subject().equals(other.subject())
                && (cause.score() > effect.score()
                        || (cause.score() == effect.score()
                                && one.field().compareTo(other.field()) < 0));
    }

    private Scored root(Scored of) {
        Scored at = of;
        for (int i = 0; i < all.size(); i++) {
            Scored next = causes.get(at);
            if (next == null || next == of) {
                return at;
            }
            at = next;
        }
        return at;
    }
}
