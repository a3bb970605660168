/**
 * The history of metrics: pages of one, many runs at once, and samples for charts.
 *
 * <p>Points live in the store's own blocks. What never lives here: how points are written, or what
 * a metric means for lineage.
 */
@NullMarked
package io.clew.protocol.mlflow.metrics;

import org.jspecify.annotations.NullMarked;
