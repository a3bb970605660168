/**
 * Reads an MLflow that is in use: its database, its {@code mlruns} folder or its REST API; nothing
 * in it is changed.
 *
 * <p>What never lives here: what experiments and runs mean for lineage.
 */
@NullMarked
package io.clew.harvest.mlflow;

import org.jspecify.annotations.NullMarked;
