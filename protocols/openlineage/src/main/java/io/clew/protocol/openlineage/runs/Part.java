package io.clew.protocol.openlineage.runs;

import java.util.Map;
import java.util.TreeMap;

/**
 * Keeps which part of a dataset was read or written, and how much: what the latest event says that
 * says anything.
 *
 * @param millis event time; {@code Long.MIN_VALUE} while no event says anything
 * @param attributes those of the edge; empty while no event says anything
 */
record Part(long millis, Map<String, Object> attributes) {

    static final Part NONE = new Part(Long.MIN_VALUE, Map.of());

    /** Returns this part, or what one more event says. */
    Part and(long atMillis, Map<String, Object> told) {
        if (told.isEmpty() || atMillis < millis) {
            return this;
        }
        boolean isLater = atMillis > millis || text(told).compareTo(text(attributes)) > 0;
        return isLater ? new Part(atMillis, told) : this;
    }

    /** Writes attributes in the order of their names: that of a map is another in each process. */
    private static String text(Map<String, Object> attributes) {
        return new TreeMap<>(attributes).toString();
    }
}
