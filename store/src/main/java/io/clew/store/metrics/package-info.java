/**
 * Points of metrics: many to a row, in compact blocks for each node and key.
 *
 * <p>{@link io.clew.store.metrics.MetricStore} is the only door. What never lives here: a
 * protocol's limits and spellings of numbers, and what a metric means for lineage.
 */
@NullMarked
package io.clew.store.metrics;

import org.jspecify.annotations.NullMarked;
