package io.clew.graph;

import java.util.Arrays;

/**
 * Lays out the edges of each node side by side, both ways: the immutable base of the graph.
 *
 * <p>Of each edge and direction it holds one int (exception bit, 4 bits of kind, 27 bits of the
 * other node) and the edge's number; within a node the numbers ascend. Only the exception bit may
 * still be set later: it tells a reader to look aside, where older views find the same as before.
 */
final class Csr {

    /** Most nodes: 27 bits. */
    static final int NODE_MAX = (1 << 27) - 1;

    static final int KIND_SHIFT = 27;
    static final int EXCEPTION = 1 << 31;

    static final Csr EMPTY = new Csr(0, 0);

    private final int nodes;
    private final int edges;
    private final int[] outStarts;
    private final int[] inStarts;
    private final int[] outWords;
    private final int[] inWords;
    private final int[] outEdges;
    private final int[] inEdges;

    private Csr(int nodes, int edges) {
        this.nodes = nodes;
        this.edges = edges;
        this.outStarts = new int[nodes + 2];
        this.inStarts = new int[nodes + 2];
        this.outWords = new int[edges];
        this.inWords = new int[edges];
        this.outEdges = new int[edges];
        this.inEdges = new int[edges];
    }

    /** Lays out all edges that the table holds now. */
    static Csr of(EdgeTable table, int nodes) {
        int edges = table.count();
        Csr csr = new Csr(nodes, edges);
        for (int edge = 0; edge < edges; edge++) {
            csr.outStarts[table.from(edge) + 1]++;
            csr.inStarts[table.to(edge) + 1]++;
        }
        for (int node = 0; node <= nodes; node++) {
            csr.outStarts[node + 1] += csr.outStarts[node];
            csr.inStarts[node + 1] += csr.inStarts[node];
        }
        int[] outNext = csr.outStarts.clone();
        int[] inNext = csr.inStarts.clone();
        for (int edge = 0; edge < edges; edge++) {
            int from = table.from(edge);
            int to = table.to(edge);
            int head =
                    table.kindOrdinal(edge) << KIND_SHIFT
                            | (table.isException(edge) ? EXCEPTION : 0);
            int out = outNext[from]++;
            csr.outWords[out] = head | to;
            csr.outEdges[out] = edge;
            int in = inNext[to]++;
            csr.inWords[in] = head | from;
            csr.inEdges[in] = edge;
        }
        return csr;
    }

    /** Returns how many edges, from number 0 on, are laid out here. */
    int edges() {
        return edges;
    }

    int[] starts(boolean out) {
        return out ? outStarts : inStarts;
    }

    int[] words(boolean out) {
        return out ? outWords : inWords;
    }

    int[] edges(boolean out) {
        return out ? outEdges : inEdges;
    }

    boolean has(int node) {
        return node <= nodes;
    }

    /** Tells readers from now on to look aside for an edge. */
    void markException(int edge, int from, int to) {
        outWords[place(outEdges, outStarts[from], outStarts[from + 1], edge)] |= EXCEPTION;
        inWords[place(inEdges, inStarts[to], inStarts[to + 1], edge)] |= EXCEPTION;
    }

    private static int place(int[] edges, int start, int end, int edge) {
        return Arrays.binarySearch(edges, start, end, edge);
    }
}
