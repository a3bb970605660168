package io.clew.questions.diff.work;

import io.clew.graph.traversal.Budget;

/**
 * Bounds what one answer may cost; beyond it the answer is truncated and says so.
 *
 * @param upstream what walking all that is upstream of each side may cost
 * @param pairsMax most things of one side, or of both in one part, that are compared: bounds memory
 *     and what is read
 * @param bigPairs from so many pairs on an answer is big and takes a turn: some tens of
 *     milliseconds
 * @param millisMax most time to find these pairs
 */
public record DiffBudget(Budget upstream, int pairsMax, int bigPairs, long millisMax) {

    /** What one question of a client may cost: a few hundred MB and some seconds at the worst. */
    public static final DiffBudget DEFAULT = new DiffBudget(Budget.DEFAULT, 100_000, 5_000, 10_000);

    /** Returns the same with another budget of walking, and no more time than that has. */
    public DiffBudget with(Budget other) {
        return new DiffBudget(other, pairsMax, bigPairs, Math.min(millisMax, other.millisMax()));
    }
}
