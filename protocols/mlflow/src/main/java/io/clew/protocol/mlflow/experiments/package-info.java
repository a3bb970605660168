/**
 * Experiments: their rows, calls and facts; each is a job in the graph.
 *
 * <p>Other features look one up by {@link io.clew.protocol.mlflow.experiments.ExperimentRows}. What
 * never lives here: runs, but for their deletion and restoration with their experiment.
 */
@NullMarked
package io.clew.protocol.mlflow.experiments;

import org.jspecify.annotations.NullMarked;
