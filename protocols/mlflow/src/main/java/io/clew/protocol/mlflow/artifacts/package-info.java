/**
 * Files of runs and logged models: the artifact proxy, streamed both ways.
 *
 * <p>Bytes live in the blob store under their SHA-256; a row gives a path its bytes, so a file
 * appears, changes and goes in one commit. What never lives here: paths of this machine, or what a
 * file's content means ({@code environments} reads that).
 */
@NullMarked
package io.clew.protocol.mlflow.artifacts;

import org.jspecify.annotations.NullMarked;
