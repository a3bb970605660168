/**
 * Reads files of an MLflow's runs and models where it put them.
 *
 * <p>What never lives here: where they go, or the client of an object store.
 */
@NullMarked
package io.clew.harvest.mlflow.files;

import org.jspecify.annotations.NullMarked;
