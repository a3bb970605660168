package io.clew.graph;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/**
 * Lays out all edges up to some entry, both ways, in segments of neighbouring nodes: what a fold
 * makes, and shares with the base before it where nothing came.
 *
 * <p>An edge's number is its place among all segments outwards.
 */
final class Base {

    private static final VarHandle SLOT = MethodHandles.arrayElementVarHandle(Segment[].class);

    static final Base EMPTY =
            new Base(new Segment[0], new Segment[0], new int[] {0}, Base::nothing);

    private final Segment[] out;
    private final Segment[] in;
    private final int[] firstEdges;
    private final Stored stored;

    /** Reads segments that were stored before, each at its first use. */
    @FunctionalInterface
    interface Stored {
        Segment segment(boolean out, int number);
    }

    /**
     * Makes a base of segments.
     *
     * @param out segments outwards; null for one that is stored
     * @param firstEdges for each segment the number of its first edge, and at the end of all edges
     */
    Base(Segment[] out, Segment[] in, int[] firstEdges, Stored stored) {
        this.out = out;
        this.in = in;
        this.firstEdges = firstEdges;
        this.stored = stored;
    }

    private static Segment nothing(boolean out, int number) {
        throw new IllegalStateException("no segment " + number);
    }

    /** Makes a base of segments that are all there. */
    static Base of(Segment[] out, Segment[] in) {
        int[] firstEdges = new int[out.length + 1];
        for (int i = 0; i < out.length; i++) {
            firstEdges[i + 1] = Math.addExact(firstEdges[i], out[i].edges());
        }
        return new Base(out, in, firstEdges, Base::nothing);
    }

    /** Returns how many edges, from number 0 on, are laid out here. */
    int edges() {
        return firstEdges[out.length];
    }

    int segments() {
        return out.length;
    }

    /** Returns the segment of a node; an empty one when the node came later. */
    Segment segmentOf(boolean outwards, int node) {
        int number = Segment.number(node);
        return number < out.length ? segment(outwards, number) : Segment.EMPTY;
    }

    Segment segment(boolean outwards, int number) {
        Segment[] all = outwards ? out : in;
        Segment segment = all[number];
        return segment != null ? segment : load(all, outwards, number);
    }

    /** Two threads may read the same segment; the first to put it in place wins. */
    private Segment load(Segment[] all, boolean outwards, int number) {
        Segment read = stored.segment(outwards, number);
        Segment other = (Segment) SLOT.compareAndExchange(all, number, (Segment) null, read);
        return other != null ? other : read;
    }

    /** Returns the number of the edge at a place of a node's segment outwards. */
    int edge(int from, int place) {
        return firstEdges[Segment.number(from)] + place;
    }

    /** Returns the number of an edge that was met inwards. */
    int edgeOfIn(int from, Segment inwards, int place) {
        return edge(from, placeOfIn(from, inwards, place));
    }

    /** Returns the place outwards of an edge that was met inwards. */
    int placeOfIn(int from, Segment inwards, int place) {
        return segmentOf(true, from).start(from) + inwards.offsets().get(place);
    }

    int from(int edge) {
        int number = number(edge);
        int[] starts = segment(true, number).starts();
        int place = edge - firstEdges[number];
        int low = 0;
        int high = Segment.NODES;
        while (high - low > 1) {
            int middle = (low + high) >>> 1;
            if (starts[middle] <= place) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return number * Segment.NODES + low;
    }

    /** Returns the word of an edge, with its cause. */
    int word(int edge) {
        int number = number(edge);
        return segment(true, number).words()[edge - firstEdges[number]];
    }

    /** Returns the offset of an edge outwards. */
    int offset(int edge) {
        int number = number(edge);
        return segment(true, number).offsets().get(edge - firstEdges[number]);
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
        segment(true, number).words()[edge - firstEdges[number]] =
                Word.of(kindOrdinal, to) | Word.EXCEPTION;
        segmentOf(false, to).words()[inPlace] = Word.of(kindOrdinal, from) | Word.EXCEPTION;
    }

    /** Returns how many bytes the edges that were read so far take. */
    long bytes() {
        long sum = 4L * firstEdges.length;
        for (int i = 0; i < out.length; i++) {
            sum += out[i] == null ? 0 : out[i].bytes();
            sum += in[i] == null ? 0 : in[i].bytes();
        }
        return sum;
    }
}
