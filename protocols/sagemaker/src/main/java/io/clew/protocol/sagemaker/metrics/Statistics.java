package io.clew.protocol.sagemaker.metrics;

/** Gathers the statistics of values one by one; the deviation is that of a population. */
final class Statistics {
    private long count;
    private double min = Double.POSITIVE_INFINITY;
    private double max = Double.NEGATIVE_INFINITY;
    private double last;
    private double mean;
    private double squares;

    void add(double value) {
        count++;
        min = Math.min(min, value);
        max = Math.max(max, value);
        last = value;
        // Welford's way, which does not lose small differences between large values.
        double distance = value - mean;
        mean += distance / count;
        squares += distance * (value - mean);
    }

    /** Returns a statistic by SageMaker's word for it. */
    double of(String word) {
        return switch (word) {
            case "Min" -> min;
            case "Max" -> max;
            case "Avg" -> mean;
            case "Count" -> count;
            case "StdDev" -> Math.sqrt(squares / count);
            default -> last;
        };
    }
}
