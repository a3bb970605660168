package io.clew.graph;

/** Walks all edges of one node in one direction, newest first, by number. */
final class EdgeWalk {

    private final Delta delta;
    private final boolean out;
    private final int[] edges;
    private final int start;
    private int link;
    private int next;

    /**
     * Begins at the newest edge.
     *
     * @param count edges from this number on are newer than the reader's view
     */
    EdgeWalk(Csr base, Delta delta, int count, boolean out, int node) {
        this.delta = delta;
        this.out = out;
        this.edges = base.edges(out);
        this.link = delta.head(out, node);
        while (link > count) {
            link = delta.next(out, link - 1);
        }
        boolean laidOut = base.has(node);
        this.start = laidOut ? base.starts(out)[node] : 0;
        this.next = laidOut ? base.starts(out)[node + 1] : 0;
    }

    /** Returns the next edge's number, or -1 at the end. */
    int next() {
        if (link != 0) {
            int edge = link - 1;
            link = delta.next(out, edge);
            return edge;
        }
        return next > start ? edges[--next] : -1;
    }
}
