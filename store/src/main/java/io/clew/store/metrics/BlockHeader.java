package io.clew.store.metrics;

import io.clew.store.Row;

/**
 * Describes a stored block of one metric without its points.
 *
 * @param seq its number among the blocks of its node and key
 * @param points how many points it holds, all different
 * @param valueMin the least value that is a number; NaN when none is
 */
record BlockHeader(
        String key,
        long seq,
        int points,
        long timeMin,
        long timeMax,
        long stepMin,
        long stepMax,
        double valueMin,
        double valueMax) {

    static final String COLUMNS =
            "key, seq, points, time_min, time_max, step_min, step_max, value_min, value_max";

    static BlockHeader of(Row row) {
        return new BlockHeader(
                row.text("key"),
                row.integer("seq"),
                (int) row.integer("points"),
                row.integer("time_min"),
                row.integer("time_max"),
                row.integer("step_min"),
                row.integer("step_max"),
                row.optionalReal("value_min").orElse(Double.NaN),
                row.optionalReal("value_max").orElse(Double.NaN));
    }

    static BlockHeader of(String key, long seq, Points points) {
        long timeMin = Long.MAX_VALUE;
        long timeMax = Long.MIN_VALUE;
        long stepMin = Long.MAX_VALUE;
        long stepMax = Long.MIN_VALUE;
        double valueMin = Double.NaN;
        double valueMax = Double.NaN;
        for (int i = 0; i < points.size(); i++) {
            timeMin = Math.min(timeMin, points.time(i));
            timeMax = Math.max(timeMax, points.time(i));
            stepMin = Math.min(stepMin, points.step(i));
            stepMax = Math.max(stepMax, points.step(i));
            valueMin = least(valueMin, points.value(i));
            valueMax = greatest(valueMax, points.value(i));
        }
        return new BlockHeader(
                key, seq, points.size(), timeMin, timeMax, stepMin, stepMax, valueMin, valueMax);
    }

    /** Returns the lesser of two values; a NaN counts only when both are. */
    static double least(double a, double b) {
        return Double.isNaN(a) ? b : Double.isNaN(b) ? a : Math.min(a, b);
    }

    /** Returns the greater of two values; a NaN counts only when both are. */
    static double greatest(double a, double b) {
        return Double.isNaN(a) ? b : Double.isNaN(b) ? a : Math.max(a, b);
    }

    /** Says whether both may hold the same point. */
    boolean overlaps(BlockHeader other) {
        return timeMin <= other.timeMax
                && other.timeMin <= timeMax
                && stepMin <= other.stepMax
                && other.stepMin <= stepMax;
    }

    /** Returns a bound that no point of the block is below, in the order's first two parts. */
    Bound lower(MetricOrder order) {
        return order == MetricOrder.TIME
                ? new Bound(timeMin, stepMin)
                : new Bound(stepMin, timeMin);
    }

    /** Returns a bound that no point of the block is above, in the order's first two parts. */
    Bound upper(MetricOrder order) {
        return order == MetricOrder.TIME
                ? new Bound(timeMax, stepMax)
                : new Bound(stepMax, timeMax);
    }

    /** A place in an order, by its first two parts. */
    record Bound(long first, long second) implements Comparable<Bound> {

        static Bound of(MetricPoint point, MetricOrder order) {
            return order == MetricOrder.TIME
                    ? new Bound(point.timestampMillis(), point.step())
                    : new Bound(point.step(), point.timestampMillis());
        }

        @Override
        public int compareTo(Bound other) {
            int byFirst = Long.compare(first, other.first);
            return byFirst != 0 ? byFirst : Long.compare(second, other.second);
        }
    }
}
