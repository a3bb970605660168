package io.clew.questions.diff.align;

import io.clew.model.ClewException;
import io.clew.model.ErrorCode;
import io.clew.questions.diff.side.Side;
import io.clew.questions.diff.side.Thing;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Walks both sides of a diff together, the nearest first. */
public final class Alignment {

    /** Most pairs of one answer: bounds memory and time; the verdict says when there are more. */
    public static final int PAIRS_MAX = 100_000;

    /**
     * Pairs up to which what is the same on both sides is walked too: nothing differs there but how
     * the newest runs of its jobs ended.
     */
    private static final int SAME_MAX = 20_000;

    private final Side before;
    private final Side after;
    private final Children childrenBefore;
    private final Children childrenAfter;
    private final boolean sameClocks;
    private final List<Pair> pairs = new ArrayList<>();
    private final Deque<Pair> open = new ArrayDeque<>();
    private final Map<Nodes, Pair> met = new HashMap<>();
    private final Set<String> walked = new HashSet<>();
    private boolean cut;

    private record Nodes(Role role, boolean live, List<Integer> before, List<Integer> after) {}

    private Alignment(Side before, Side after) {
        this.before = before;
        this.after = after;
        this.childrenBefore = new Children(before);
        this.childrenAfter = new Children(after);
        this.sameClocks = before.clocks().equals(after.clocks());
    }

    /** Aligns all that is upstream of two nodes. */
    public static Alignment of(Side before, int from, Side after, int to) {
        Alignment alignment = new Alignment(before, after);
        alignment.meet(
                alignment.childrenAfter.role(to),
                alignment.childrenBefore.thing(from),
                alignment.childrenAfter.thing(to),
                null,
                false);
        alignment.walk();
        return alignment;
    }

    /**
     * Adds what would be read today: another version of a dataset than the one that was used.
     *
     * @param at the pair in which the dataset was first met
     * @param from its newest version on the earlier side
     * @param to its newest version on the later side
     */
    public void addLive(Pair at, @Nullable Integer from, @Nullable Integer to) {
        Thing earlier = from == null ? null : childrenBefore.thing(from);
        Thing later = to == null ? null : childrenAfter.thing(to);
        Pair.Step step = at.step();
        if ((earlier != null || later != null) && step != null) {
            meet(Role.DATA, earlier, later, step, true);
        }
    }

    /** Walks on from what was added. */
    public void walk() {
        while (!open.isEmpty()) {
            if (Thread.currentThread().isInterrupted()) {
                throw new ClewException(ErrorCode.UNAVAILABLE, "The question was given up.");
            }
            if (pairs.size() > PAIRS_MAX) {
                cut = true;
                return;
            }
            expand(open.remove());
        }
    }

    /** Returns the pairs, the nearest first. */
    public List<Pair> pairs() {
        return pairs;
    }

    /** Returns the asked pair. */
    public Pair asked() {
        return pairs.getFirst();
    }

    /** Says whether there were more pairs than one answer looks at. */
    public boolean isCut() {
        return cut;
    }

    /** Says whether both sides have the same clocks, so that the same node is the same. */
    public boolean isOfSameClocks() {
        return sameClocks;
    }

    /** Returns the earlier side. */
    public Side before() {
        return before;
    }

    /** Returns the later side. */
    public Side after() {
        return after;
    }

    private @Nullable Pair meet(
            Role role,
            @Nullable Thing earlier,
            @Nullable Thing later,
            Pair.@Nullable Step step,
            boolean live) {
        Nodes nodes =
                new Nodes(
                        role,
                        live,
                        earlier == null ? List.of() : earlier.nodes(),
                        later == null ? List.of() : later.nodes());
        Pair known = met.get(nodes);
        if (known != null) {
            if (step != null) {
                known.addEffect(step.from());
            }
            return null;
        }
        Pair pair = new Pair(role, earlier, later, step, live);
        met.put(nodes, pair);
        pairs.add(pair);
        open.add(pair);
        return pair;
    }

    private void expand(Pair pair) {
        Thing earlier = pair.before();
        Thing later = pair.after();
        if (earlier == null || later == null) {
            return;
        }
        if (sameClocks && pair.isSame() && pairs.size() > SAME_MAX) {
            return;
        }
        Map<String, Child> one = childrenBefore.of(earlier);
        Map<String, Child> other = childrenAfter.of(later);
        if (pair.role() == Role.RUN && isWithinAsked(pair)) {
            one.putAll(childrenBefore.members(earlier));
            other.putAll(childrenAfter.members(later));
        }
        for (Matching.Match match : Matching.of(one, other, before, after)) {
            Child left = match.before();
            Child right = match.after();
            Role role = left == null ? java.util.Objects.requireNonNull(right).role() : left.role();
            String slot = (left == null ? java.util.Objects.requireNonNull(right) : left).slot();
            if (isFirst(pair, slot)) {
                meet(
                        role,
                        left == null ? null : left.thing(),
                        right == null ? null : right.thing(),
                        new Pair.Step(
                                pair,
                                left == null ? Thing.NONE : left.via(),
                                right == null ? Thing.NONE : right.via()),
                        pair.isLive());
            } else {
                again(role, left, right, pair);
            }
        }
    }

    /** Says whether a pair is the asked run, or part of it. */
    private static boolean isWithinAsked(Pair pair) {
        Pair at = pair;
        while (true) {
            Pair.Step step = at.step();
            if (step == null) {
                return at.role() == Role.RUN;
            }
            if (step.from().role() != Role.RUN) {
                return false;
            }
            at = step.from();
        }
    }

    /** A table that is made from itself would be walked back to its first version. */
    private boolean isFirst(Pair pair, String slot) {
        Thing later = pair.after();
        if (later == null || !later.isContained()) {
            return true;
        }
        return walked.add(
                (pair.isLive() ? "live " : "")
                        + pair.role()
                        + after.canonical(later.container())
                        + "/"
                        + (pair.step() == null ? "asked" : "")
                        + slot);
    }

    private void again(Role role, @Nullable Child left, @Nullable Child right, Pair effect) {
        Pair known =
                met.get(
                        new Nodes(
                                role,
                                effect.isLive(),
                                left == null ? List.of() : left.thing().nodes(),
                                right == null ? List.of() : right.thing().nodes()));
        if (known != null) {
            known.addEffect(effect);
        }
    }
}
