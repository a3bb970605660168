package io.clew.questions.diff.align;

import io.clew.questions.diff.side.Side;
import io.clew.questions.diff.side.Thing;
import io.clew.questions.diff.work.Work;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Walks both sides of a diff together, the nearest first. */
public final class Alignment {

    /**
     * From so many pairs on, what is the same on both sides waits until all else is walked: nothing
     * differs there but how the newest runs of its jobs ended.
     */
    private static final int SAME_MAX = 20_000;

    private final Work work;

    private final Side before;
    private final Side after;
    private final Children childrenBefore;
    private final Children childrenAfter;
    private final boolean sameClocks;
    private final List<Pair> pairs = new ArrayList<>();
    private final Deque<Pair> open = new ArrayDeque<>();
    private final Map<Nodes, Pair> met = new HashMap<>();
    private final Deque<Pair> openSame = new ArrayDeque<>();
    private final Set<Way> walked = new HashSet<>();

    private record Nodes(Role role, boolean live, List<Integer> before, List<Integer> after) {}

    /** Names a way from a job or dataset to what is upstream of it. */
    private record Way(boolean live, Role role, int container, boolean asked, Slot slot) {}

    private Alignment(Work work, Side before, Side after) {
        this.work = work;
        this.before = before;
        this.after = after;
        this.childrenBefore = new Children(before, work.left());
        this.childrenAfter = new Children(after, work.left());
        this.sameClocks = before.clocks().equals(after.clocks());
    }

    /** Aligns all that is upstream of two nodes. */
    public static Alignment of(Work work, Side before, int from, Side after, int to) {
        Alignment alignment = new Alignment(work, before, after);
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

    /** Walks on from what was added, within the budget. */
    public void walk() {
        while (!open.isEmpty() || !openSame.isEmpty()) {
            if (!work.proceed(pairs.size())) {
                return;
            }
            expand(open.isEmpty() ? openSame.remove() : open.remove());
        }
    }

    /** Returns the nodes that were not walked on from, since the budget was used up. */
    public Set<Integer> frontier() {
        Set<Integer> nodes = new LinkedHashSet<>();
        for (Deque<Pair> each : List.of(open, openSame)) {
            for (Pair pair : each) {
                if (pair.isWhole()) {
                    nodes.add(Objects.requireNonNull(pair.before()).first());
                    nodes.add(Objects.requireNonNull(pair.after()).first());
                }
            }
        }
        return nodes;
    }

    /** Returns the pairs, the nearest first. */
    public List<Pair> pairs() {
        return pairs;
    }

    /** Returns the asked pair. */
    public Pair asked() {
        return pairs.getFirst();
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

    private void meet(
            Role role,
            @Nullable Thing earlier,
            @Nullable Thing later,
            Pair.@Nullable Step step,
            boolean live) {
        List<Integer> one = earlier == null ? List.of() : earlier.nodes();
        List<Integer> other = later == null ? List.of() : later.nodes();
        Pair known = known(role, live, one, other);
        if (known != null) {
            if (step != null) {
                known.addEffect(step.from());
            }
            return;
        }
        Pair pair = new Pair(role, earlier, later, step, live);
        met.put(new Nodes(role, live, one, other), pair);
        pairs.add(pair);
        boolean waits = sameClocks && pair.isSame() && pairs.size() > SAME_MAX;
        (waits ? openSame : open).add(pair);
    }

    private void expand(Pair pair) {
        Thing earlier = pair.before();
        Thing later = pair.after();
        if (earlier == null || later == null) {
            return;
        }
        Map<Slot, Child> one = childrenBefore.of(earlier);
        Map<Slot, Child> other = childrenAfter.of(later);
        if (pair.role() == Role.RUN && isWithinAsked(pair)) {
            one.putAll(childrenBefore.members(earlier));
            other.putAll(childrenAfter.members(later));
        }
        for (Matching.Match match : Matching.of(one, other, before, after)) {
            Child left = match.before();
            Child right = match.after();
            Slot slot = match.slot();
            if (isFirst(pair, slot)) {
                meet(
                        slot.role(),
                        left == null ? null : left.thing(),
                        right == null ? null : right.thing(),
                        new Pair.Step(
                                pair,
                                left == null ? Thing.NONE : left.via(),
                                right == null ? Thing.NONE : right.via()),
                        pair.isLive());
            } else {
                again(slot.role(), left, right, pair);
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
    private boolean isFirst(Pair pair, Slot slot) {
        Thing later = pair.after();
        if (later == null || !later.isContained()) {
            return true;
        }
        return walked.add(
                new Way(
                        pair.isLive(),
                        pair.role(),
                        after.canonical(later.container()),
                        pair.step() == null,
                        slot));
    }

    private void again(Role role, @Nullable Child left, @Nullable Child right, Pair effect) {
        Pair known =
                known(
                        role,
                        effect.isLive(),
                        left == null ? List.of() : left.thing().nodes(),
                        right == null ? List.of() : right.thing().nodes());
        if (known != null) {
            known.addEffect(effect);
        }
    }

    /** What would be read today is met already where it is what was used. */
    private @Nullable Pair known(
            Role role, boolean live, List<Integer> earlier, List<Integer> later) {
        Pair used = met.get(new Nodes(role, false, earlier, later));
        return used == null && live ? met.get(new Nodes(role, true, earlier, later)) : used;
    }
}
