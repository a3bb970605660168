package io.clew.graph;

import java.util.Arrays;

/**
 * Lays out all edges up to some entry, both ways, in segments of neighbouring nodes: what a fold
 * makes, and shares with the base before it where nothing came.
 *
 * <p>An edge's number is its place among all segments outwards.
 */
final class Base {

    static final Base EMPTY =
            of(new Rows(new int[0], new Segment[0]), new Rows(new int[0], new Segment[0]));

    private final Rows out;
    private final Rows in;
    private final int[] firstEdges;

    /**
     * Makes a base of both directions.
     *
     * @param firstEdges for each segment the number of its first edge, and at the end of all edges
     */
    Base(Rows out, Rows in, int[] firstEdges) {
        this.out = out;
        this.in = in;
        this.firstEdges = firstEdges;
    }

    /** Makes a base of segments that are all there. */
    static Base of(Rows out, Rows in) {
        int[] firstEdges = new int[out.segments() + 1];
        for (int i = 0; i < out.segments(); i++) {
            firstEdges[i + 1] = Math.addExact(firstEdges[i], out.segment(i).edges());
        }
        return new Base(out, in, firstEdges);
    }

    /** Returns how many edges, from number 0 on, are laid out here. */
    int edges() {
        return firstEdges[out.segments()];
    }

    int segments() {
        return out.segments();
    }

    Rows rows(boolean outwards) {
        return outwards ? out : in;
    }

    /** Returns the number of the edge at a place of a node's segment outwards. */
    int edge(int from, int place) {
        return firstEdges[Segment.number(from)] + place;
    }

    /** Returns the number of an edge that was met inwards at a place of a node's segment. */
    int edgeOfIn(int from, int to, int place) {
        return edge(from, placeOfIn(from, to, place));
    }

    /**
     * Returns the place outwards of an edge that was met inwards at a place of a node's segment.
     */
    int placeOfIn(int from, int to, int place) {
        return out.start(from) + in.offsets(to).get(place);
    }

    int from(int edge) {
        int number = number(edge);
        return out.nodeAt(number, edge - firstEdges[number]);
    }

    /** Returns the word of an edge, with its cause. */
    int word(int edge) {
        int number = number(edge);
        return out.segment(number).words()[edge - firstEdges[number]];
    }

    /** Returns the offset of an edge outwards. */
    int offset(int edge) {
        int number = number(edge);
        return out.segment(number).offsets().get(edge - firstEdges[number]);
    }

    private int number(int edge) {
        int found = Arrays.binarySearch(firstEdges, edge);
        if (found < 0) {
            return ~found - 1;
        }
        while (firstEdges[found + 1] == edge) {
            found++;
        }
        return found;
    }

    /**
     * Tells readers from now on to look aside for an edge, also one that was closed.
     *
     * @param inPlace the edge's place in its segment inwards
     */
    void markException(int edge, int kindOrdinal, int to, int inPlace) {
        int number = number(edge);
        int from = from(edge);
        out.segment(number).words()[edge - firstEdges[number]] =
                Word.of(kindOrdinal, to) | Word.EXCEPTION;
        in.words(to)[inPlace] = Word.of(kindOrdinal, from) | Word.EXCEPTION;
    }

    /** Returns how many bytes the edges that were read so far take. */
    long bytes() {
        return 4L * firstEdges.length + out.bytes() + in.bytes();
    }
}
