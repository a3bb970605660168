package io.clew.graph;

/**
 * Lays out the edges of neighbouring nodes side by side, in one direction: what came first stands
 * first within a node.
 *
 * <p>Immutable but for marks in the words: an exception may be marked later, which tells a reader
 * to look aside, where older views find the same as before.
 *
 * @param starts for each node the place of its first edge, and at the end the number of edges
 * @param words see {@link Word}
 * @param offsets outwards: how far an edge's stamp is from the first one of its later end, or the
 *     complement of the link to its claims; inwards: its place among the edges of its effect
 */
record Segment(int[] starts, int[] words, Offsets offsets) {

    /** Nodes of a segment: few enough that it is soon read or laid out anew. */
    static final int NODES = 1 << 13;

    private static final int BITS = 13;

    static final Segment EMPTY =
            new Segment(new int[NODES + 1], new int[0], Offsets.of(new int[0]));

    static int number(int node) {
        return node >>> BITS;
    }

    static int local(int node) {
        return node & (NODES - 1);
    }

    int edges() {
        return words.length;
    }

    int start(int node) {
        return starts[node & (NODES - 1)];
    }

    int end(int node) {
        return starts[(node & (NODES - 1)) + 1];
    }

    long bytes() {
        return 4L * starts.length + 4L * words.length + offsets.bytes();
    }
}
