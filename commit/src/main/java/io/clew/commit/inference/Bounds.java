package io.clew.commit.inference;

/**
 * Bounds what the rule latest-before-start remembers; what is not remembered is read.
 *
 * @param rowsOfKey most versions and uses of a dataset: asked for are those about the time of an
 *     event, and events of some dozen runs come in any order
 * @param rowsInAll about how many versions, how many uses, and how many facts of runs are
 *     remembered in all; of each some hundred bytes
 */
record Bounds(int rowsOfKey, int rowsInAll) {

    /** Some ten megabytes in all, of about ten thousand datasets and as many runs. */
    static final Bounds DEFAULT = new Bounds(64, 60_000);
}
