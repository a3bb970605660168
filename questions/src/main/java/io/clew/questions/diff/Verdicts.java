package io.clew.questions.diff;

import io.clew.model.Urn;
import io.clew.model.answer.Verdict;
import io.clew.questions.diff.align.Alignment;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Judges an answer of two sides: it is only as whole as the less whole of them. */
final class Verdicts {
    private Verdicts() {}

    static Verdict both(Verdict before, Verdict after, boolean cut) {
        String reason =
                cut
                        ? "more than " + Alignment.PAIRS_MAX + " pairs to compare"
                        : before.reason() == null ? after.reason() : before.reason();
        return new Verdict(
                cut ? Verdict.State.TRUNCATED : worse(before.state(), after.state()),
                reason,
                frontier(before.frontier(), after.frontier()),
                gaps(before.gaps(), after.gaps()),
                Math.max(before.excluded(), after.excluded()));
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
