/**
 * Datasets as MLflow's clients tell them: their rows, and what the graph says of them.
 *
 * <p>Their names are made by {@code identity}, from the sources that clients tell. What never lives
 * here: the calls, or which run used which dataset.
 */
@NullMarked
package io.clew.protocol.mlflow.datasets;

import org.jspecify.annotations.NullMarked;
