package io.clew.questions.metrics;

import io.clew.model.Urn;
import io.clew.store.metrics.MetricSummary;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Shows a page of the metrics of a node, by key.
 *
 * @param next the cursor of the next page; null on the last
 */
public record MetricsPage(Urn of, List<MetricSummary> metrics, @Nullable String next) {}
