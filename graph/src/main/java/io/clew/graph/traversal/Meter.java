package io.clew.graph.traversal;

import io.clew.model.ClewException;
import io.clew.model.ErrorCode;
import org.jspecify.annotations.Nullable;

/** Counts what a question costs and stops it when its budget is used up. */
final class Meter {

    /** Steps between two looks at the clock. */
    private static final int LOOK_EVERY = 64;

    private final Budget budget;
    private final @Nullable Cut given;
    private final long deadlineNanos;
    private long steps;
    private long edges;
    private int nodes;
    private @Nullable Cut cut;

    /**
     * Begins to count.
     *
     * @param given where an earlier page of the same question was cut; then only that counts
     */
    Meter(Budget budget, @Nullable Cut given) {
        this.budget = budget;
        this.given = given;
        this.deadlineNanos = System.nanoTime() + budget.millisMax() * 1_000_000;
    }

    /**
     * Asks for one more step; false once the budget is used up.
     *
     * @throws ClewException UNAVAILABLE when the thread was interrupted
     */
    boolean proceed() {
        if (cut != null) {
            return false;
        }
        refuseWhenCancelled();
        boolean look = steps % LOOK_EVERY == 0;
        Budget.Part part = given == null ? usedUp(look) : null;
        if (given != null && steps >= given.steps()) {
            part = given.part();
        }
        if (part != null) {
            cut = new Cut(steps, part);
            return false;
        }
        steps++;
        return true;
    }

    /**
     * Stops a question whose thread was interrupted: nobody waits for it any more.
     *
     * @throws ClewException UNAVAILABLE
     */
    void refuseWhenCancelled() {
        if (Thread.currentThread().isInterrupted()) {
            throw new ClewException(ErrorCode.UNAVAILABLE, "The question was cancelled.");
        }
    }

    private Budget.@Nullable Part usedUp(boolean look) {
        if (nodes > budget.nodesMax()) {
            return Budget.Part.NODES;
        }
        if (edges > budget.edgesMax()) {
            return Budget.Part.EDGES;
        }
        return look && System.nanoTime() - deadlineNanos > 0 ? Budget.Part.TIME : null;
    }

    void reached(int more) {
        nodes += more;
    }

    void examined(long more) {
        edges += more;
    }

    /** Returns where the question was cut; null when it was not. */
    @Nullable Cut cut() {
        return cut;
    }

    /** Returns why the question was cut; null when it was not. */
    @Nullable String reason() {
        return cut == null ? null : budget.reason(cut.part());
    }
}
