/**
 * Uses that Clew sees happen: a client that names its run reads a model or a file.
 *
 * <p>MLflow's own client makes no edge when a run loads a model; the header {@code X-Clew-Run}
 * does. What never lives here: the reading itself, or uses that a client declares.
 */
@NullMarked
package io.clew.protocol.mlflow.uses;

import org.jspecify.annotations.NullMarked;
