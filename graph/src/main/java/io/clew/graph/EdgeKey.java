package io.clew.graph;

/** Packs an edge (from, kind, to) into a long that is never 0 and the same in all views. */
final class EdgeKey {

    private static final int TO_BITS = 27;
    private static final int KIND_BITS = 4;
    private static final int FROM_SHIFT = TO_BITS + KIND_BITS;
    private static final int TO_MASK = (1 << TO_BITS) - 1;
    private static final int KIND_MASK = (1 << KIND_BITS) - 1;

    private EdgeKey() {}

    static long of(int from, int kindOrdinal, int to) {
        return (long) from << FROM_SHIFT | (long) kindOrdinal << TO_BITS | to;
    }

    static int from(long key) {
        return (int) (key >>> FROM_SHIFT);
    }

    static int kindOrdinal(long key) {
        return (int) (key >>> TO_BITS) & KIND_MASK;
    }

    static int to(long key) {
        return (int) key & TO_MASK;
    }
}
