package io.clew.graph.traversal;

import io.clew.model.ClewException;
import io.clew.model.ErrorCode;
import org.jspecify.annotations.Nullable;

/** Counts what a question costs and stops it when its budget is used up. */
final class Meter {

    /** Steps between two looks at the clock. */
    private static final int LOOK_EVERY = 64;

    /** Edges of one node between two looks at whether anybody still waits. */
    private static final int LOOK_EVERY_EDGES = 1 << 14;

    /** From here on a question is big: some ten milliseconds, where nearly all are done. */
    static final int BIG_NODES = 20_000;

    private static final long BIG_EDGES = 200_000;

    /** How many budgets a further page may take to come to where the first was cut. */
    private static final int SLACK = 3;

    private final Budget budget;
    private final @Nullable Cut given;
    private final Turns.Turn turn;
    private long deadlineNanos;
    private long steps;
    private long edges;
    private int nodes;
    private int ticks;
    private @Nullable Cut cut;

    /**
     * Begins to count.
     *
     * @param given where an earlier page of the same question was cut: then it is cut there, and
     *     not by work or time
     */
    Meter(Budget budget, @Nullable Cut given, Turns.Turn turn) {
        this.budget = budget;
        this.given = given;
        this.turn = turn;
        this.deadlineNanos =
                System.nanoTime() + (given == null ? 1 : SLACK) * budget.millisMax() * 1_000_000;
    }

    /**
     * Asks for one more step; false once the budget is used up.
     *
     * @throws ClewException UNAVAILABLE when the thread was interrupted, no turn came, or a further
     *     page takes much longer than the first did
     */
    boolean proceed() {
        if (cut != null) {
            return false;
        }
        boolean look = steps % LOOK_EVERY == 0;
        if (look) {
            look();
        }
        Budget.Part part = nodes > budget.nodesMax() ? Budget.Part.NODES : null;
        if (part == null) {
            part = given == null ? usedUp(look) : givenAt(given, look);
        }
        if (part != null) {
            cut = new Cut(steps, part);
            return false;
        }
        steps++;
        return true;
    }

    private Budget.@Nullable Part usedUp(boolean look) {
        if (edges > budget.edgesMax()) {
            return Budget.Part.EDGES;
        }
        return look && isLate() ? Budget.Part.TIME : null;
    }

    private Budget.@Nullable Part givenAt(Cut where, boolean look) {
        if (steps >= where.steps()) {
            return where.part();
        }
        if (edges > SLACK * budget.edgesMax() || (look && isLate())) {
            throw new ClewException(
                    ErrorCode.UNAVAILABLE,
                    "This page takes much longer than the first did; ask again later.");
        }
        return null;
    }

    private boolean isLate() {
        return System.nanoTime() - deadlineNanos > 0;
    }

    /**
     * Asks for one more edge within a step: one node alone can have more edges than a question may
     * follow. False once the budget is used up.
     */
    boolean take() {
        if (++edges % LOOK_EVERY_EDGES == 0) {
            look();
        }
        if (nodes <= budget.nodesMax() && edges <= budget.edgesMax()) {
            return true;
        }
        if (cut == null) {
            cut = new Cut(steps, nodes > budget.nodesMax() ? Budget.Part.NODES : Budget.Part.EDGES);
        }
        return false;
    }

    /** Says whether so many containers are as many as nodes may be reached. */
    boolean isFullOf(int containers) {
        if (containers <= budget.nodesMax()) {
            return false;
        }
        if (cut == null) {
            cut = new Cut(steps, Budget.Part.NODES);
        }
        return true;
    }

    /** Looks now and then; to be called for each of many by all that takes long. */
    void tick() {
        if (++ticks % LOOK_EVERY == 0) {
            look();
        }
    }

    /**
     * Looks whether anybody still waits for the answer, and whether the question grew big.
     *
     * @throws ClewException UNAVAILABLE when the thread was interrupted or no turn came
     */
    private void look() {
        if (Thread.currentThread().isInterrupted()) {
            throw cancelled();
        }
        if (nodes > BIG_NODES || edges > BIG_EDGES) {
            deadlineNanos += turn.grow();
            turn.breathe();
        }
    }

    /** Makes the refusal of a question that nobody waits for any more. */
    static ClewException cancelled() {
        return new ClewException(ErrorCode.UNAVAILABLE, "The question was cancelled.");
    }

    void reached(int more) {
        nodes += more;
    }

    /** Counts an edge that is looked at in any case. */
    void took() {
        edges++;
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
