/**
 * Takes what was harvested from another MLflow: the same rows and facts as if its clients had
 * logged here, at the times that they happened.
 *
 * <p>What never lives here: how another MLflow is read, or rows and facts of a feature.
 */
@NullMarked
package io.clew.protocol.mlflow.harvest;

import org.jspecify.annotations.NullMarked;
