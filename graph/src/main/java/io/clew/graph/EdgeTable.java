package io.clew.graph;

import io.clew.model.Assertion;
import io.clew.model.EdgeKind;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Holds the edges, each (from, kind, to) once, by number from 0 in log order.
 *
 * <p>Nearly every edge is asserted once and never taken back: such a plain edge keeps its one
 * assertion here in columns. All others are exceptions, and all that was said of them is aside.
 */
final class EdgeTable {

    private static final EdgeKind[] KINDS = EdgeKind.values();
    private static final int EXCEPTION = 1 << 31;
    private static final int KIND_SHIFT = 27;
    private static final int ASSERTION_SHIFT = 25;
    private static final int ASSERTER_MASK = (1 << ASSERTION_SHIFT) - 1;

    private final IntColumn froms = new IntColumn();
    private final IntColumn tos = new IntColumn();
    private final IntColumn words = new IntColumn();
    private final IntColumn positions = new IntColumn();
    private final LongColumn millis = new LongColumn();
    private final Map<Integer, Claims> exceptions = new ConcurrentHashMap<>();
    private int count;

    int count() {
        return count;
    }

    /** Adds an edge with its first assertion and returns its number. */
    int add(
            int from,
            EdgeKind kind,
            int to,
            Assertion assertion,
            int asserter,
            int position,
            long at) {
        if (asserter > ASSERTER_MASK) {
            throw new IllegalStateException("more than " + ASSERTER_MASK + " asserters");
        }
        froms.set(count, from);
        tos.set(count, to);
        words.set(
                count,
                kind.ordinal() << KIND_SHIFT | assertion.ordinal() << ASSERTION_SHIFT | asserter);
        positions.set(count, position);
        millis.set(count, at);
        return count++;
    }

    /** Puts all that was said of an edge aside; true when it was plain before. */
    boolean setAside(int edge, Claims claims) {
        exceptions.put(edge, claims);
        int word = words.get(edge);
        words.set(edge, word | EXCEPTION);
        return (word & EXCEPTION) == 0;
    }

    /** Returns all that was said of an edge, also of a plain one. */
    Claims claims(int edge) {
        Claims aside = exception(edge);
        return aside != null
                ? aside
                : Claims.NONE.claimed(
                        positions.get(edge),
                        millis.get(edge),
                        asserter(edge),
                        assertionOrdinal(edge));
    }

    /** Returns what was said of an exception; null for a plain edge. */
    @Nullable Claims exception(int edge) {
        return exceptions.get(edge);
    }

    boolean isException(int edge) {
        return words.get(edge) < 0;
    }

    int from(int edge) {
        return froms.get(edge);
    }

    int to(int edge) {
        return tos.get(edge);
    }

    int kindOrdinal(int edge) {
        return words.get(edge) >>> KIND_SHIFT & 0xF;
    }

    EdgeKind kind(int edge) {
        return KINDS[kindOrdinal(edge)];
    }

    /** Returns a plain edge's asserter. */
    int asserter(int edge) {
        return words.get(edge) & ASSERTER_MASK;
    }

    /** Returns how a plain edge is known. */
    int assertionOrdinal(int edge) {
        return words.get(edge) >>> ASSERTION_SHIFT & 0x3;
    }

    /** Returns a plain edge's event time. */
    long atMillis(int edge) {
        return millis.get(edge);
    }

    /** Returns how many of the first edges were recorded by a position. */
    int countAt(long position, int among) {
        int low = 0;
        int high = among;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (positions.get(middle) <= position) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
