package io.clew.questions.diff.rank;

import io.clew.model.answer.Change;
import io.clew.questions.diff.align.Pair;
import io.clew.questions.diff.align.Role;
import io.clew.questions.diff.compare.Difference;
import io.clew.questions.diff.side.ColumnWays;
import io.clew.questions.diff.side.Thing;
import io.clew.questions.diff.work.Left;
import java.util.BitSet;
import java.util.Collections;
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

    /**
     * Material changes that are looked at as causes, the strongest; more explain nobody anything.
     */
    private static final int CAUSES_MAX = 1000;

    private final List<Scored> all;
    private final ColumnWays columns;
    private final Map<Part, Integer> numbers = new HashMap<>();
    private final Map<Pair, Integer> parts = new IdentityHashMap<>();
    private final Map<Integer, BitSet> downstream = new HashMap<>();
    private final Map<Scored, Scored> causes = new IdentityHashMap<>();

    /**
     * Names the dataset or job that a pair is of: one table may be met more than once, in the
     * version that was trained on and in the newest.
     */
    private record Part(Role role, int of) {}

    private RootCauses(List<Scored> all, List<Scored> found, ColumnWays columns) {
        this.all = all;
        this.columns = columns;
        Set<Pair> done = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Scored each : found) {
            Pair pair = each.difference().pair();
            if (done.add(pair)) {
                BitSet below = downstream.computeIfAbsent(part(pair), p -> new BitSet());
                pair.downstream().forEach(effect -> below.set(part(effect)));
            }
        }
    }

    private int part(Pair pair) {
        return parts.computeIfAbsent(
                pair,
                p -> {
                    Thing thing = p.after() == null ? p.before() : p.after();
                    int of =
                            thing == null
                                    ? Thing.NONE
                                    : thing.isContained() ? thing.container() : thing.first();
                    return numbers.computeIfAbsent(new Part(p.role(), of), q -> numbers.size());
                });
    }

    /**
     * Returns for each difference that follows from another which root that is.
     *
     * @param left is told when there are more causes than are looked at
     * @param all each difference once
     * @param found all that was found, also where one difference was met twice
     * @param columns knows which column derives from which
     */
    static Map<Scored, Scored> of(
            Left left, List<Scored> all, List<Scored> found, ColumnWays columns) {
        RootCauses causes = new RootCauses(all, found, columns);
        causes.search(left);
        Map<Scored, Scored> roots = new IdentityHashMap<>();
        for (Scored each : all) {
            Scored root = causes.root(each);
            if (root != each) {
                roots.put(each, root);
            }
        }
        return roots;
    }

    private void search(Left left) {
        List<Scored> strongest =
                all.stream()
                        .filter(Scored::isMaterial)
                        .sorted(Comparator.comparingDouble(Scored::score).reversed())
                        .toList();
        if (strongest.size() > CAUSES_MAX) {
            left.note("more than " + CAUSES_MAX + " changes that others may follow from");
            strongest = strongest.subList(0, CAUSES_MAX);
        }
        for (Scored each : all) {
            Scored cause = first(strongest, each);
            if (cause != null) {
                causes.put(each, cause);
            }
        }
    }

    private @Nullable Scored first(List<Scored> strongest, Scored effect) {
        for (Scored cause : strongest) {
            if (cause != effect
                    && isUpstream(cause, effect)
                    && Follows.fromUpstream(effect.difference(), cause.difference(), columns)) {
                return cause;
            }
        }
        for (Scored cause : strongest) {
            if (cause != effect
                    && (explainsBeside(cause, effect) || isBehindVersion(cause, effect))) {
                return cause;
            }
        }
        return null;
    }

    private boolean isUpstream(Scored cause, Scored effect) {
        int above = part(cause.difference().pair());
        int below = part(effect.difference().pair());
        return leads(above, below) && !leads(below, above);
    }

    private boolean leads(int above, int below) {
        BitSet reached = downstream.get(above);
        return above != below && reached != null && reached.get(below);
    }

    /** A new version of the asked model is what the rest made of it. */
    private static boolean isBehindVersion(Scored cause, Scored effect) {
        Difference other = effect.difference();
        return other.kind() == Change.Kind.MODEL
                && other.field().equals("version")
                && other.pair().distance() == 0
                && cause.difference().kind() != Change.Kind.MODEL;
    }

    /** Within one dataset: a type before figures, figures and columns before a digest. */
    private boolean explainsBeside(Scored cause, Scored effect) {
        Difference one = cause.difference();
        Difference other = effect.difference();
        return part(one.pair()) == part(other.pair())
                        && canFollowBeside(other)
                        && order(one) < order(other)
                        && (other.kind() == Change.Kind.DATA
                                || one.subject().equals(other.subject()))
                || isSameColumn(cause, effect);
    }

    private static boolean canFollowBeside(Difference difference) {
        return switch (difference.kind()) {
            case QUALITY, TRANSFORMATION, SCHEMA -> true;
            case DATA -> Follows.isOfContent(difference);
            default -> false;
        };
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
    private boolean isSameColumn(Scored cause, Scored effect) {
        Difference one = cause.difference();
        Difference other = effect.difference();
        return part(one.pair()) == part(other.pair())
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
