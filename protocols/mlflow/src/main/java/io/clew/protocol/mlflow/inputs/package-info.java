/**
 * The calls that say what runs take in and give out: datasets, and logged models by their ids.
 *
 * <p>What never lives here: what a dataset is called and how it is described ({@code datasets}),
 * logged models themselves, or the runs.
 */
@NullMarked
package io.clew.protocol.mlflow.inputs;

import org.jspecify.annotations.NullMarked;
