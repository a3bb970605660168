package io.clew.questions.diff.work;

import io.clew.graph.traversal.Budget;
import io.clew.graph.traversal.Cut;
import io.clew.graph.traversal.Turns;
import io.clew.model.ClewException;
import io.clew.model.ErrorCode;
import io.clew.store.Db;
import io.clew.store.Store;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Does one answer's work within bounds: reads the store in short steps, so that no reader is held
 * while it is thought or waited; takes a turn once the answer is big; gives up when nobody waits
 * for it any more. For one thread.
 *
 * <p>The steps see the store at different times, so each must choose what was recorded by {@link
 * #knownAt}: then all of them see the same.
 */
public final class Work {

    private static final int LOOK_EVERY = 64;

    /** How many budgets a further page may take to come to where the first was cut. */
    private static final int SLACK = 3;

    private final Store store;
    private final long knownAt;
    private final DiffBudget budget;
    private final @Nullable Cut given;
    private final Turns.Turn turn;
    private final Left left = new Left();
    private long deadlineNanos;
    private long ticks;
    private long steps;
    private boolean isBig;
    private @Nullable Cut cut;

    /**
     * Begins.
     *
     * @param knownAt a log position that the store has come to
     * @param given where an earlier page of the same answer was cut: then it is cut there
     */
    public Work(
            Store store, long knownAt, DiffBudget budget, @Nullable Cut given, Turns.Turn turn) {
        this.store = store;
        this.knownAt = knownAt;
        this.budget = budget;
        this.given = given;
        this.turn = turn;
        this.deadlineNanos =
                System.nanoTime() + (given == null ? 1 : SLACK) * budget.millisMax() * 1_000_000;
    }

    /** Returns the log position up to which what was recorded counts. */
    public long knownAt() {
        return knownAt;
    }

    /**
     * Reads the store in one step, which must be short.
     *
     * @throws ClewException UNAVAILABLE when nobody waits any more
     */
    public <T> T read(Function<Db, T> step) {
        look();
        return store.read(step);
    }

    /** Looks now and then whether anybody still waits; to be called for each of many. */
    public void tick() {
        if (++ticks % LOOK_EVERY == 0) {
            look();
        }
    }

    private void look() {
        if (Thread.currentThread().isInterrupted()) {
            throw new ClewException(ErrorCode.UNAVAILABLE, "The question was cancelled.");
        }
        if (isBig) {
            Thread.yield();
        }
    }

    /**
     * Asks for one more pair to be followed; false once the budget is used up.
     *
     * @param pairs how many there are
     * @throws ClewException UNAVAILABLE when nobody waits any more, no turn came, or a further page
     *     takes much longer than the first did
     */
    public boolean proceed(int pairs) {
        if (cut != null) {
            return false;
        }
        tick();
        if (pairs > budget.bigPairs() && !isBig) {
            deadlineNanos += turn.grow();
            isBig = true;
        }
        Budget.Part part = given == null ? usedUp(pairs) : givenAt(given);
        if (part != null) {
            cut = new Cut(steps, part);
            return false;
        }
        steps++;
        return true;
    }

    private Budget.@Nullable Part usedUp(int pairs) {
        if (pairs > budget.pairsMax()) {
            return Budget.Part.NODES;
        }
        return steps % LOOK_EVERY == 0 && isLate() ? Budget.Part.TIME : null;
    }

    private Budget.@Nullable Part givenAt(Cut where) {
        if (steps >= where.steps()) {
            return where.part();
        }
        if (steps % LOOK_EVERY == 0 && isLate()) {
            throw new ClewException(
                    ErrorCode.UNAVAILABLE,
                    "This page takes much longer than the first did; ask again later.");
        }
        return null;
    }

    private boolean isLate() {
        return System.nanoTime() - deadlineNanos > 0;
    }

    /** Returns where following pairs was cut; null when it was not. */
    public @Nullable Cut cut() {
        return cut;
    }

    /** Returns what was left out of what was compared. */
    public Left left() {
        return left;
    }

    /** Returns why not all was compared; null when all was. */
    public @Nullable String reason() {
        Cut where = cut;
        String other = left.reason();
        if (where == null) {
            return other;
        }
        String reason =
                where.part() == Budget.Part.TIME
                        ? "more than " + budget.millisMax() + " ms"
                        : "more than " + budget.pairsMax() + " pairs to compare";
        return other == null ? reason : reason + "; " + other;
    }
}
