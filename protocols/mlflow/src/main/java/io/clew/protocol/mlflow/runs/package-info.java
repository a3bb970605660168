/**
 * Runs: their rows, params, tags and metrics, the calls that write and read them, and their facts.
 *
 * <p>Other features look one up by {@link io.clew.protocol.mlflow.runs.RunRows}. What never lives
 * here: datasets and models as inputs and outputs, the history of metrics, or the search grammar.
 */
@NullMarked
package io.clew.protocol.mlflow.runs;

import org.jspecify.annotations.NullMarked;
