package io.clew.questions.kept;

import io.clew.graph.GraphEdge;
import io.clew.model.EdgeKind;

/** Names nodes and edges by one long each. */
public final class Key {

    /** Bits of a node's number; nodes beyond, 268 million, are shown without being kept. */
    private static final int NODE_BITS = 28;

    private static final int KIND_BITS = 5;
    private static final long EDGE = 1L << 62;

    /** Names nothing. */
    static final long NONE = -1;

    static {
        if (EdgeKind.values().length > 1 << KIND_BITS) {
            throw new IllegalStateException("more kinds of edges than a key tells apart");
        }
    }

    private Key() {}

    /** Names a node by its number. */
    public static long of(int node) {
        return node < 1 << NODE_BITS ? node : NONE;
    }

    /** Names an edge by its ends and kind. */
    public static long of(GraphEdge edge) {
        return of(edge.from(), edge.kind(), edge.to());
    }

    static long of(int from, EdgeKind kind, int to) {
        return from < 1 << NODE_BITS && to < 1 << NODE_BITS
                ? EDGE
                        | (long) from << (NODE_BITS + KIND_BITS)
                        | (long) to << KIND_BITS
                        | kind.ordinal()
                : NONE;
    }
}
