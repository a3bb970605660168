package io.clew.commit.inference;

/**
 * Bounds what the rule latest-before-start remembers; what is not remembered is read.
 *
 * @param rowsOfKey most versions and uses of a dataset: asked for are those about the time of an
 *     event, and events of some dozen runs come in any order
 * @param rowsInAll about how many versions, and how many uses, are remembered in all; of each some
 *     hundred bytes
 * @param factsOfRuns about how many facts of runs are remembered in all, most of which nobody asks
 *     for once the run has ended: so few that they die young
 */
record Bounds(int rowsOfKey, int rowsInAll, int factsOfRuns) {

    /** Some ten megabytes in all, of some thousand datasets and runs. */
    static final Bounds DEFAULT = new Bounds(16, 60_000, 8_000);
}
