package io.clew.questions.diff.align;

import io.clew.questions.diff.side.Thing;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Holds what plays one part on both sides, or on one of them where the other has nothing.
 *
 * <p>Compared by identity: each is met once, however many ways lead to it.
 */
public final class Pair {

    private final Role role;
    private final @Nullable Thing before;
    private final @Nullable Thing after;
    private final @Nullable Step step;
    private final int distance;
    private final boolean live;
    private final Set<Pair> effects = new LinkedHashSet<>(2);

    /**
     * Says how a pair was first reached.
     *
     * @param from the pair that it is a cause of
     * @param viaBefore the node of that pair's earlier thing which has the edge
     * @param viaAfter the same of the later thing
     */
    public record Step(Pair from, int viaBefore, int viaAfter) {}

    Pair(
            Role role,
            @Nullable Thing before,
            @Nullable Thing after,
            @Nullable Step step,
            boolean live) {
        this.role = role;
        this.before = before;
        this.after = after;
        this.step = step;
        this.distance = step == null ? 0 : step.from().distance() + 1;
        this.live = live;
        if (step != null) {
            effects.add(step.from());
        }
    }

    /** Returns the part. */
    public Role role() {
        return role;
    }

    /** Returns what plays it on the earlier side; null for nothing. */
    public @Nullable Thing before() {
        return before;
    }

    /** Returns what plays it on the later side; null for nothing. */
    public @Nullable Thing after() {
        return after;
    }

    /** Returns how it was first reached; null for the asked pair. */
    public @Nullable Step step() {
        return step;
    }

    /** Returns how many steps lie between the asked things and it. */
    public int distance() {
        return distance;
    }

    /** Says whether it is what would be read today, not what was read for training. */
    public boolean isLive() {
        return live;
    }

    /** Says whether both sides have something. */
    public boolean isWhole() {
        return before != null && after != null;
    }

    /** Says whether both sides are the same nodes. */
    public boolean isSame() {
        return before != null && after != null && before.nodes().equals(after.nodes());
    }

    void addEffect(Pair effect) {
        if (effect != this) {
            effects.add(effect);
        }
    }

    /** Returns all pairs that it is upstream of, without itself. */
    public Set<Pair> downstream() {
        Set<Pair> found = new HashSet<>();
        Deque<Pair> open = new ArrayDeque<>(effects);
        while (!open.isEmpty()) {
            Pair next = open.remove();
            if (next != this && found.add(next)) {
                open.addAll(next.effects);
            }
        }
        return found;
    }

    /** Returns the nearest run on the way to the asked things that differs; null for none. */
    public @Nullable Pair nearestOtherRun() {
        Pair at = this;
        while (at != null) {
            if (at.role == Role.RUN && !at.isSame()) {
                return at;
            }
            Step way = at.step;
            at = way == null ? null : way.from();
        }
        return null;
    }

    /** Returns the nearest pair of a role on the way to the asked things; null for none. */
    public @Nullable Pair nearest(Role wanted) {
        Pair at = this;
        while (at != null) {
            if (at.role == wanted) {
                return at;
            }
            Step way = at.step;
            at = way == null ? null : way.from();
        }
        return null;
    }
}
