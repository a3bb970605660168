/**
 * Checks MLflow's own rows against the facts that their writes left in the log.
 *
 * <p>Rows are what MLflow's clients read, facts are what questions are answered from: both come
 * from one transaction, so they must say the same. What never lives here: a repair.
 */
@NullMarked
package io.clew.protocol.mlflow.check;

import org.jspecify.annotations.NullMarked;
