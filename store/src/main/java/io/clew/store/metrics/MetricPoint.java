package io.clew.store.metrics;

/**
 * Holds one measured value of a metric.
 *
 * <p>Two points of a node that are equal in all components are one point, however often they were
 * written: a client that repeats a call leaves no trace.
 *
 * @param key the metric's name; not empty, without NUL
 * @param value any double: NaN, infinities and the sign of zero are kept
 * @param timestampMillis when it was measured, in milliseconds since the epoch; any long
 * @param step the client's own count of progress; any long, 0 when it names none
 * @param association a number that the caller gives meaning to, such as the id of the node that was
 *     evaluated; 0 for none
 */
public record MetricPoint(
        String key, double value, long timestampMillis, long step, int association) {

    public MetricPoint {
        if (key.isEmpty()) {
            throw new IllegalArgumentException("a metric's key must not be empty");
        }
    }

    /** Makes a point that is associated with nothing. */
    public MetricPoint(String key, double value, long timestampMillis, long step) {
        this(key, value, timestampMillis, step, 0);
    }
}
