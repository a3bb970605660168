package io.clew.store.metrics;

import java.util.Comparator;

/** Orders the points of one metric. */
public enum MetricOrder {
    /** By timestamp, then step, then value. */
    TIME(
            Comparator.comparingLong(MetricPoint::timestampMillis)
                    .thenComparingLong(MetricPoint::step)),
    /** By step, then timestamp, then value. */
    STEP(
            Comparator.comparingLong(MetricPoint::step)
                    .thenComparingLong(MetricPoint::timestampMillis));

    private final Comparator<MetricPoint> comparator;

    MetricOrder(Comparator<MetricPoint> first) {
        this.comparator =
                first.thenComparingDouble(MetricPoint::value)
                        .thenComparingInt(MetricPoint::association);
    }

    /** Returns the whole order: points that compare as 0 are equal, but for a NaN's payload. */
    public Comparator<MetricPoint> comparator() {
        return comparator;
    }
}
