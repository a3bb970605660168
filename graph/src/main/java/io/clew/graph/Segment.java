package io.clew.graph;

/**
 * Holds the edges of neighbouring nodes side by side, in one direction: what came first stands
 * first within a node. Where a node's edges begin is with the {@link Base}.
 *
 * <p>Immutable but for marks in the words: an exception may be marked later, which tells a reader
 * to look aside, where older views find the same as before.
 *
 * @param words see {@link Word}
 * @param offsets outwards: how far an edge's stamp is from the first one of its later end, or the
 *     complement of the link to its claims; inwards: its place among the edges of its effect
 * @param near outwards: a bit for each node whose edges all came with it or soon after, and lead to
 *     earlier nodes; inwards: nothing
 */
record Segment(int[] words, Offsets offsets, long[] near) {

    /** Nodes of a segment: few enough that it is soon read or laid out anew. */
    static final int NODES = 1 << 13;

    static final int BITS = 13;

    /** Starts of a segment: one for each node, and the end of the last. */
    static final int STARTS = NODES + 1;

    static final Segment EMPTY = new Segment(new int[0], Offsets.of(new int[0]), new long[0]);

    /** Makes one inwards. */
    static Segment in(int[] words, Offsets offsets) {
        return new Segment(words, offsets, EMPTY.near);
    }

    /**
     * Makes one outwards.
     *
     * @param starts where each node's edges begin, from an index on
     */
    static Segment out(int number, int[] starts, int at, int[] words, Offsets offsets) {
        long[] near = new long[NODES / Long.SIZE];
        for (int local = 0; local < NODES; local++) {
            int node = number * NODES + local;
            int start = starts[at + local];
            int end = starts[at + local + 1];
            if (leadBack(node, words, start, end) && offsets.areSmall(start, end)) {
                near[local >>> 6] |= 1L << local;
            }
        }
        return new Segment(words, offsets, near);
    }

    private static boolean leadBack(int node, int[] words, int start, int end) {
        for (int place = start; place < end; place++) {
            if (Word.node(words[place]) > node) {
                return false;
            }
        }
        return true;
    }

    static int number(int node) {
        return node >>> BITS;
    }

    int edges() {
        return words.length;
    }

    long bytes() {
        return 4L * words.length + offsets.bytes() + (long) Long.BYTES * near.length;
    }
}
