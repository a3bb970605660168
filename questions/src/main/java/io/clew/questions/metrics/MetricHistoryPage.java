package io.clew.questions.metrics;

import io.clew.model.Urn;
import io.clew.store.metrics.MetricPoint;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Shows a page of the points of a metric, by step, then time.
 *
 * @param next the cursor of the next page; null on the last
 */
public record MetricHistoryPage(
        Urn of, String key, List<MetricPoint> points, @Nullable String next) {}
