package io.clew.graph;

/**
 * Copies the rows of many nodes side by side, so that who reads their words reads them as one.
 *
 * <p>It is one of the two hot loops of {@link Closure}; {@link Reached} has the other. Reading each
 * row where it lies costs a wrong guess for each node, since nobody can tell how many edges it has;
 * and while the processor works on a wrong guess, it does not ask the memory for the next row. A
 * copy of a few words is one masked instruction where there are such, so rows are asked for at
 * once, and one long loop over the copy ends once for {@value #NODES} nodes. A closure of 1000
 * nodes of a million edges took 20 µs before and takes 14; a C program without prefetches takes 16
 * to 17, and with them 14. A sweep took 28 ns a node by single rows, 18 by those side by side where
 * they lie, and takes 16 by copies of them. What was tried and is slower: copies of one fixed
 * length, touching rows before, and reading all starts before.
 */
final class RowBatch {

    /** Nodes of a batch. */
    static final int NODES = 64;

    /** A longer row is not worth a copy. */
    private static final int ROW = 32;

    private final Rows rows;
    private final EdgeCursor cursor;
    private final boolean upstream;

    /** Whether there are nodes whose words tell all that is asked for. */
    private final boolean usesWords;

    /** Whether it depends on the node. */
    private final boolean asks;

    /** Nodes up to this one came early enough for clocks in the past; 0 for now. */
    private final int settledNode;

    private final boolean isPast;
    private final int[] words = new int[NODES * ROW];
    private final int[] aside = new int[NODES];
    private int count;
    private int asideCount;

    /**
     * Prepares batches.
     *
     * @param cursor says which nodes have edges that are not laid out
     * @param isPast whether clocks in the past are asked for
     * @param settledNode the last node whose first edges stand
     */
    RowBatch(
            Rows rows,
            EdgeCursor cursor,
            boolean upstream,
            boolean usesWords,
            boolean isPast,
            int settledNode) {
        this.rows = rows;
        this.cursor = cursor;
        this.upstream = upstream;
        this.usesWords = usesWords;
        this.isPast = isPast;
        this.settledNode = settledNode;
        this.asks = !usesWords || isPast || cursor.anyChained();
    }

    /**
     * Gathers the words of some nodes; those that their words do not tell all of, and those with
     * many, are put aside.
     */
    void gather(int[] nodes, int first, int end) {
        int[] starts = rows.allStarts();
        int[][] segments = rows.allWords();
        int[] into = words;
        int filled = 0;
        int left = 0;
        for (int i = first; i < end; i++) {
            int node = nodes[i];
            int at = node + (node >>> Segment.BITS);
            if (at + 1 >= starts.length || (asks && !isTold(node))) {
                aside[left++] = node;
                continue;
            }
            int start = starts[at];
            int length = starts[at + 1] - start;
            if (length > ROW) {
                aside[left++] = node;
                continue;
            }
            int[] row = segments[node >>> Segment.BITS];
            System.arraycopy(row != null ? row : rows.words(node), start, into, filled, length);
            filled += length;
        }
        count = filled;
        asideCount = left;
    }

    /**
     * Says whether a node's words tell all: nothing came since, and at clocks in the past, all its
     * plain edges were there by then. Inwards the stamps are elsewhere, and it is never said.
     */
    boolean isTold(int node) {
        return usesWords
                && (!isPast || rows.horizon(node) <= settledNode)
                && !cursor.isChained(upstream, node);
    }

    /**
     * Gathers the words of some of 64 nodes, given by their bits: those that lie side by side are
     * copied as one row.
     */
    void gatherBlock(int first, long some) {
        int[] starts = rows.allStarts();
        int[] row = rows.words(first);
        int at = first + (first >>> Segment.BITS);
        int filled = 0;
        asideCount = 0;
        long told = at < starts.length ? told(first, some) : 0;
        putAside(first, some & ~told);
        for (long bits = told; bits != 0; ) {
            int from = Long.numberOfTrailingZeros(bits);
            int end = from + Long.numberOfTrailingZeros(~(bits >>> from));
            long run = bits & (end < Long.SIZE ? (1L << end) - 1 : -1L);
            int start = starts[at + from];
            int length = starts[at + end] - start;
            if (length <= words.length - filled) {
                System.arraycopy(row, start, words, filled, length);
                filled += length;
            } else {
                putAside(first, run);
            }
            bits ^= run;
        }
        count = filled;
    }

    private long told(int first, long some) {
        if (!asks) {
            return some;
        }
        long told = 0;
        for (long bits = some; bits != 0; bits &= bits - 1) {
            int local = Long.numberOfTrailingZeros(bits);
            if (isTold(first + local)) {
                told |= 1L << local;
            }
        }
        return told;
    }

    private void putAside(int first, long some) {
        for (long bits = some; bits != 0; bits &= bits - 1) {
            aside[asideCount++] = first + Long.numberOfTrailingZeros(bits);
        }
    }

    /** Returns the words gathered, of which the first {@link #count} are meant. */
    int[] words() {
        return words;
    }

    int count() {
        return count;
    }

    /** Returns the nodes put aside, of which the first {@link #asideCount} are meant. */
    int[] aside() {
        return aside;
    }

    int asideCount() {
        return asideCount;
    }
}
