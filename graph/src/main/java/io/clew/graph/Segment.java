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
 * @param horizons outwards: for each node how far ahead {@link #horizon} is: one more than a power
 *     of two, or 0; inwards: nothing
 */
record Segment(int[] words, Offsets offsets, byte[] horizons) {

    /** Nodes of a segment: few enough that it is soon read or laid out anew. */
    static final int NODES = 1 << 13;

    static final int BITS = 13;

    /** Starts of a segment: one for each node, and the end of the last. */
    static final int STARTS = NODES + 1;

    static final Segment EMPTY = new Segment(new int[0], Offsets.of(new int[0]), new byte[0]);

    /** Makes one inwards. */
    static Segment in(int[] words, Offsets offsets) {
        return new Segment(words, offsets, EMPTY.horizons);
    }

    /**
     * Makes one outwards.
     *
     * @param starts where each node's edges begin, from an index on
     * @param nodeCount the nodes that had come when the last of the edges did
     */
    static Segment out(
            int number,
            int[] starts,
            int at,
            int[] words,
            Offsets offsets,
            NodeTable nodes,
            int nodeCount) {
        byte[] horizons = new byte[NODES];
        for (int local = 0; local < NODES; local++) {
            int node = number * NODES + local;
            int start = starts[at + local];
            int end = starts[at + local + 1];
            if (!leadBack(node, words, start, end) || !offsets.areSmall(start, end)) {
                int latest = -1;
                for (int place = start; place < end; place++) {
                    if (!Word.isException(words[place])) {
                        int later = Math.max(node, Word.node(words[place]));
                        latest = Math.max(latest, nodes.firstStamp(later) + offsets.get(place));
                    }
                }
                int ahead = Math.max(0, nodes.lastBy(latest, nodeCount) - node);
                horizons[local] = (byte) (1 + Integer.SIZE - Integer.numberOfLeadingZeros(ahead));
            }
        }
        return new Segment(words, offsets, horizons);
    }

    private static boolean leadBack(int node, int[] words, int start, int end) {
        for (int place = start; place < end; place++) {
            if (Word.node(words[place]) > node) {
                return false;
            }
        }
        return true;
    }

    /**
     * Returns a node that came after all plain edges of a node outwards, or the node itself where
     * they came less than {@link Offsets#ASIDE} stamps after it.
     */
    int horizon(int node) {
        int local = node & NODES - 1;
        return local < horizons.length ? node + (1 << horizons[local] >> 1) : node;
    }

    static int number(int node) {
        return node >>> BITS;
    }

    int edges() {
        return words.length;
    }

    long bytes() {
        return 4L * words.length + offsets.bytes() + horizons.length;
    }
}
