package io.clew.graph;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/**
 * Finds the edges of each node in one direction: a row of a segment's words.
 *
 * <p>Starts of all segments are one array and the words apart from what else a segment holds, since
 * a walk that asks for nothing else then takes as few steps as it can.
 */
final class Rows {

    private static final VarHandle SLOT = MethodHandles.arrayElementVarHandle(Segment[].class);
    private static final VarHandle WORDS = MethodHandles.arrayElementVarHandle(int[][].class);
    private static final int[] NOTHING = {};

    private final int[] starts;
    private final int[][] words;
    private final Segment[] segments;
    private final Stored stored;

    /** Reads segments that were stored before, each at its first use. */
    @FunctionalInterface
    interface Stored {
        Segment segment(int number);
    }

    /** Makes rows of segments that are all there. */
    Rows(int[] starts, Segment[] segments) {
        this(
                starts,
                segments,
                number -> {
                    throw new IllegalStateException("no segment " + number);
                });
        for (int i = 0; i < segments.length; i++) {
            words[i] = segments[i].words();
        }
    }

    /**
     * Makes rows of segments, some of which are stored.
     *
     * @param starts {@link Segment#STARTS} for each segment
     * @param segments null for one that is stored
     */
    Rows(int[] starts, Segment[] segments, Stored stored) {
        this.starts = starts;
        this.segments = segments;
        this.words = new int[segments.length][];
        this.stored = stored;
    }

    int segments() {
        return segments.length;
    }

    /**
     * Returns the place in its segment at which a node's edges begin; 0 when the node came later.
     */
    int start(int node) {
        int at = node + (node >>> Segment.BITS);
        return at < starts.length ? starts[at] : 0;
    }

    /** Returns the place behind a node's last edge; 0 when the node came later. */
    int end(int node) {
        int at = node + (node >>> Segment.BITS) + 1;
        return at < starts.length ? starts[at] : 0;
    }

    /** Returns the words of a node's segment. */
    int[] words(int node) {
        int number = node >>> Segment.BITS;
        if (number >= words.length) {
            return NOTHING;
        }
        int[] found = words[number];
        return found != null ? found : segment(number).words();
    }

    /** Returns the starts of all segments; a node's begin at its number and that of its segment. */
    int[] allStarts() {
        return starts;
    }

    /** Returns the words of all segments; null for one that was not read yet. */
    int[][] allWords() {
        return words;
    }

    /** Returns the offsets of a node's segment. */
    Offsets offsets(int node) {
        return segment(node >>> Segment.BITS).offsets();
    }

    /** Returns a node's {@link Segment#horizon}. */
    int horizon(int node) {
        int number = node >>> Segment.BITS;
        return number < segments.length ? segment(number).horizon(node) : node;
    }

    Segment segment(int number) {
        Segment segment = segments[number];
        return segment != null ? segment : load(number);
    }

    /** Two threads may read the same segment; the first to put it in place wins. */
    private Segment load(int number) {
        Segment read = stored.segment(number);
        Segment other = (Segment) SLOT.compareAndExchange(segments, number, (Segment) null, read);
        Segment segment = other != null ? other : read;
        WORDS.setRelease(words, number, segment.words());
        return segment;
    }

    /** Returns the node of the edge at a place of a segment. */
    int nodeAt(int number, int place) {
        int low = 0;
        int high = Segment.NODES;
        while (high - low > 1) {
            int middle = (low + high) >>> 1;
            if (starts[number * Segment.STARTS + middle] <= place) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return number * Segment.NODES + low;
    }

    /** Copies the starts of a segment; nothing is copied when there is none. */
    void copyStarts(int number, int[] into) {
        if (number < segments.length) {
            int from = number * Segment.STARTS;
            System.arraycopy(starts, from, into, from, Segment.STARTS);
        }
    }

    /** Returns the starts of a segment. */
    int[] starts(int number) {
        return number < segments.length
                ? Arrays.copyOfRange(starts, number * Segment.STARTS, (number + 1) * Segment.STARTS)
                : new int[Segment.STARTS];
    }

    /** Returns how many bytes the edges that were read so far take. */
    long bytes() {
        long sum = 4L * starts.length;
        for (Segment segment : segments) {
            sum += segment == null ? 0 : segment.bytes();
        }
        return sum;
    }
}
