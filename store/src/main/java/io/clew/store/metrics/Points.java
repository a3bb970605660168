package io.clew.store.metrics;

import java.util.Arrays;

/**
 * Holds points of one metric as columns: a growing list without an object for each point.
 *
 * <p>Values are kept as raw bits, so that a NaN's payload and the sign of zero survive.
 */
final class Points {

    private long[] times;
    private long[] steps;
    private long[] values;
    private int[] associations;
    private int size;

    Points(int capacity) {
        times = new long[capacity];
        steps = new long[capacity];
        values = new long[capacity];
        associations = new int[capacity];
    }

    int size() {
        return size;
    }

    long time(int index) {
        return times[index];
    }

    long step(int index) {
        return steps[index];
    }

    long valueBits(int index) {
        return values[index];
    }

    double value(int index) {
        return Double.longBitsToDouble(values[index]);
    }

    int association(int index) {
        return associations[index];
    }

    MetricPoint point(String key, int index) {
        return new MetricPoint(key, value(index), times[index], steps[index], associations[index]);
    }

    void add(long time, long step, long valueBits, int association) {
        if (size == times.length) {
            int capacity = Math.max(16, size * 2);
            times = Arrays.copyOf(times, capacity);
            steps = Arrays.copyOf(steps, capacity);
            values = Arrays.copyOf(values, capacity);
            associations = Arrays.copyOf(associations, capacity);
        }
        times[size] = time;
        steps[size] = step;
        values[size] = valueBits;
        associations[size] = association;
        size++;
    }

    void add(MetricPoint point) {
        add(
                point.timestampMillis(),
                point.step(),
                Double.doubleToRawLongBits(point.value()),
                point.association());
    }

    void addAll(Points other) {
        for (int i = 0; i < other.size; i++) {
            add(other, i);
        }
    }

    void add(Points other, int index) {
        add(other.times[index], other.steps[index], other.values[index], other.associations[index]);
    }

    /** Compares two points of this and another list in an order; 0 only for equal points. */
    int compare(int index, Points other, int otherIndex, MetricOrder order) {
        int byTime = Long.compare(times[index], other.times[otherIndex]);
        int byStep = Long.compare(steps[index], other.steps[otherIndex]);
        int first = order == MetricOrder.TIME ? byTime : byStep;
        if (first != 0) {
            return first;
        }
        int second = order == MetricOrder.TIME ? byStep : byTime;
        if (second != 0) {
            return second;
        }
        int byValue = Double.compare(value(index), other.value(otherIndex));
        return byValue != 0
                ? byValue
                : Integer.compare(associations[index], other.associations[otherIndex]);
    }

    /** Returns these points in an order, equal ones once. */
    Points sorted(MetricOrder order) {
        if (isStrictlyAscending(order)) {
            return this;
        }
        Integer[] indexes = new Integer[size];
        Arrays.setAll(indexes, i -> i);
        Arrays.sort(indexes, (a, b) -> compare(a, this, b, order));
        Points out = new Points(size);
        for (int index : indexes) {
            if (out.size == 0 || compare(index, out, out.size - 1, order) != 0) {
                out.add(this, index);
            }
        }
        return out;
    }

    private boolean isStrictlyAscending(MetricOrder order) {
        for (int i = 1; i < size; i++) {
            if (compare(i - 1, this, i, order) >= 0) {
                return false;
            }
        }
        return true;
    }

    /** Returns the points from one index to before another. */
    Points range(int from, int end) {
        Points out = new Points(end - from);
        for (int i = from; i < end; i++) {
            out.add(this, i);
        }
        return out;
    }

    /** Returns the points that another sorted list does not have; both are in the same order. */
    Points without(Points other, MetricOrder order) {
        Points out = new Points(size);
        int j = 0;
        for (int i = 0; i < size; i++) {
            while (j < other.size && other.compare(j, this, i, order) < 0) {
                j++;
            }
            if (j == other.size || other.compare(j, this, i, order) != 0) {
                out.add(this, i);
            }
        }
        return out;
    }
}
