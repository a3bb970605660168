package io.clew.graph;

/**
 * Reads the int that an edge and direction takes: exception bit, 4 bits of kind, 27 bits of the
 * other node.
 */
final class Word {

    /** Most nodes: 27 bits. */
    static final int NODE_MAX = (1 << 27) - 1;

    /** Tells a reader to look aside: more than one claim was made, or one was taken back. */
    static final int EXCEPTION = 1 << 31;

    /**
     * Stands in place of the kind of an edge of which nothing stands any more: who asks for now
     * passes over it as over any kind that was not asked for. Its kind is with its claims.
     */
    static final int CLOSED = 15;

    /** A word shifted right by so much is its kind; an exception's is {@link #KINDS} higher. */
    static final int KIND_SHIFT = 27;

    /** How many kinds there can be. */
    static final int KINDS = 16;

    private static final int KIND_MASK = 0xF;

    private Word() {}

    static int of(int kindOrdinal, int node) {
        return kindOrdinal << KIND_SHIFT | node;
    }

    static int node(int word) {
        return word & NODE_MAX;
    }

    static int kindOrdinal(int word) {
        return word >>> KIND_SHIFT & KIND_MASK;
    }

    /**
     * Says by one bit of a mask, one for each kind from the least bit on, whether an edge is of one
     * of the kinds and no exception.
     */
    static boolean isPlainOf(int kinds, int word) {
        return (kinds >>> (word >>> KIND_SHIFT) & 1) != 0;
    }

    static boolean isException(int word) {
        return word < 0;
    }
}
