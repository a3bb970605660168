package io.clew.questions.diff;

import io.clew.model.Urn;
import io.clew.model.answer.Verdict;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Judges an answer of two sides: it is only as whole as the less whole of them. */
final class Verdicts {
    private Verdicts() {}

    /**
     * Judges.
     *
     * @param reason why not all was compared; null when all was
     * @param left nodes from which nothing was compared further
     */
    static Verdict both(
            Verdict before, Verdict after, @Nullable String reason, Collection<Urn> left) {
        return new Verdict(
                reason != null ? Verdict.State.TRUNCATED : worse(before.state(), after.state()),
                reason != null
                        ? reason
                        : before.reason() == null ? after.reason() : before.reason(),
                frontier(frontier(before.frontier(), after.frontier()), left),
                gaps(before.gaps(), after.gaps()),
                Math.max(before.excluded(), after.excluded()));
    }

    private static Verdict.Frontier frontier(Verdict.Frontier walked, Collection<Urn> left) {
        if (left.isEmpty()) {
            return walked;
        }
        List<Urn> sorted = left.stream().distinct().sorted().toList();
        return frontier(walked, new Verdict.Frontier(sorted.size(), first(sorted)));
    }

    private static Verdict.State worse(Verdict.State one, Verdict.State other) {
        if (one == Verdict.State.TRUNCATED || other == Verdict.State.TRUNCATED) {
            return Verdict.State.TRUNCATED;
        }
        return one == Verdict.State.UNKNOWN ? one : other;
    }

    private static Verdict.Frontier frontier(Verdict.Frontier one, Verdict.Frontier other) {
        List<Urn> all =
                Stream.concat(one.first().stream(), other.first().stream())
                        .distinct()
                        .sorted()
                        .toList();
        return new Verdict.Frontier(count(all, one.count(), other.count()), first(all));
    }

    private static Verdict.Gaps gaps(Verdict.Gaps one, Verdict.Gaps other) {
        List<Verdict.Gap> all =
                Stream.concat(one.first().stream(), other.first().stream())
                        .distinct()
                        .sorted(
                                Comparator.comparing((Verdict.Gap gap) -> gap.urn())
                                        .thenComparing(Verdict.Gap::what))
                        .toList();
        return new Verdict.Gaps(count(all, one.count(), other.count()), first(all));
    }

    /** What both sides list counts once; what is beyond their lists cannot be told apart. */
    private static int count(List<?> all, int one, int other) {
        boolean listed = one <= Verdict.LISTED_MAX && other <= Verdict.LISTED_MAX;
        return listed ? all.size() : Math.max(all.size(), Math.max(one, other));
    }

    private static <T> List<T> first(List<T> all) {
        return all.subList(0, Math.min(all.size(), Verdict.LISTED_MAX));
    }
}
