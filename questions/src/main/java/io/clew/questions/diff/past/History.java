package io.clew.questions.diff.past;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Sums up how a property behaved in the past.
 *
 * @param steps from how many members to the next it is known
 * @param changes in how many of these steps it changed
 * @param values the figures of the past, oldest first; empty for what is no figure
 */
public record History(int steps, int changes, List<Double> values) {

    /** Nothing is known of the past. */
    public static final History NONE = new History(0, 0, List.of());

    public History {
        values = List.copyOf(values);
    }

    /** Sums up readings of a property, oldest first. */
    public static History of(List<?> readings) {
        int changes = 0;
        for (int i = 1; i < readings.size(); i++) {
            if (!Objects.equals(readings.get(i - 1), readings.get(i))) {
                changes++;
            }
        }
        List<Double> values = new ArrayList<>();
        for (Object reading : readings) {
            if (reading instanceof Double value) {
                values.add(value);
            }
        }
        return new History(Math.max(0, readings.size() - 1), changes, values);
    }
}
