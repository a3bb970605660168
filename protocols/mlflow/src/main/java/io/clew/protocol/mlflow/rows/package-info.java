/**
 * How MLflow's features reach the database: always inside one workspace.
 *
 * <p>Reads see a snapshot, writes go through the one commit path with the caller as asserter. What
 * never lives here: the rows of a feature, or anything of HTTP.
 */
@NullMarked
package io.clew.protocol.mlflow.rows;

import org.jspecify.annotations.NullMarked;
