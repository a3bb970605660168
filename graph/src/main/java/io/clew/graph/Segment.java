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
 */
record Segment(int[] words, Offsets offsets) {

    /** Nodes of a segment: few enough that it is soon read or laid out anew. */
    static final int NODES = 1 << 13;

    static final int BITS = 13;

    /** Starts of a segment: one for each node, and the end of the last. */
    static final int STARTS = NODES + 1;

    static final Segment EMPTY = new Segment(new int[0], Offsets.of(new int[0]));

    static int number(int node) {
        return node >>> BITS;
    }

    int edges() {
        return words.length;
    }

    long bytes() {
        return 4L * words.length + offsets.bytes();
    }
}
