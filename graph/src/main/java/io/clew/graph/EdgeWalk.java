package io.clew.graph;

import org.jspecify.annotations.Nullable;

/** Walks all edges of one node in one direction, standing or not, newest first. */
final class EdgeWalk {

    private final Edges edges;
    private final int edgeCount;
    private final boolean out;
    private final int node;
    private final int[] words;
    private final int start;
    private @Nullable Delta chained;
    private int link;
    private int place;
    private int edge = Edges.NOT_FOUND;
    private int word;

    /**
     * Begins before the newest edge.
     *
     * @param edgeCount chained edges from this number on are newer than the reader's view
     */
    EdgeWalk(Edges edges, int edgeCount, boolean out, int node) {
        this.edges = edges;
        this.edgeCount = edgeCount;
        this.out = out;
        this.node = node;
        Rows rows = edges.base().rows(out);
        this.words = rows.words(node);
        this.start = rows.start(node);
        this.place = rows.end(node);
        this.chained = edges.newer();
        this.link = edges.newer().head(out, node);
    }

    boolean next() {
        while (chained != null) {
            while (link != 0) {
                edge = link - 1;
                link = chained.next(out, edge);
                if (edge < edgeCount) {
                    word = chained.word(edge);
                    return true;
                }
            }
            chained = chained == edges.newer() ? edges.older() : null;
            link = chained == null ? 0 : chained.head(out, node);
        }
        edge = Edges.NOT_FOUND;
        if (place == start) {
            return false;
        }
        word = words[--place];
        return true;
    }

    /** Says whether the edge is of a kind and has a node at its other end. */
    boolean is(int kindOrdinal, int otherNode) {
        if (other() != otherNode) {
            return false;
        }
        int kind = Word.kindOrdinal(word);
        return kind == kindOrdinal
                || (kind == Word.CLOSED && edges.kindOrdinal(edge()) == kindOrdinal);
    }

    private int other() {
        return edge == Edges.NOT_FOUND || out ? Word.node(word) : edges.delta(edge).from(edge);
    }

    int edge() {
        if (edge != Edges.NOT_FOUND) {
            return edge;
        }
        return out
                ? edges.base().edge(node, place)
                : edges.base().edgeOfIn(Word.node(word), node, place);
    }
}
