package io.clew.store.metrics;

/**
 * Shows a metric of a node in short.
 *
 * @param last its latest point: greatest step, then time, then value
 * @param min the least value that is a number; NaN when none is
 * @param max the greatest value that is a number; NaN when none is
 * @param points how many different points there are
 */
public record MetricSummary(MetricPoint last, double min, double max, long points) {

    /** Returns the metric's name. */
    public String key() {
        return last.key();
    }
}
