package io.clew.graph;

/**
 * Chains the edges that came after the base was laid out, newest first, both ways.
 *
 * <p>A reader may meet edges newer than its view; it skips them by number. Links hold an edge's
 * number plus one; 0 ends a chain.
 */
final class Delta {

    private final int firstEdge;
    private final IntColumn outHeads = new IntColumn();
    private final IntColumn inHeads = new IntColumn();
    private final IntColumn outNext = new IntColumn();
    private final IntColumn inNext = new IntColumn();

    /** Begins empty: edges from this number on are chained here. */
    Delta(int firstEdge) {
        this.firstEdge = firstEdge;
    }

    void add(int edge, int from, int to) {
        outNext.set(edge - firstEdge, outHeads.get(from));
        outHeads.setRelease(from, edge + 1);
        inNext.set(edge - firstEdge, inHeads.get(to));
        inHeads.setRelease(to, edge + 1);
    }

    /** Returns the link to a node's newest edge. */
    int head(boolean out, int node) {
        return (out ? outHeads : inHeads).getAcquire(node);
    }

    /** Returns the link that follows an edge. */
    int next(boolean out, int edge) {
        return (out ? outNext : inNext).get(edge - firstEdge);
    }
}
