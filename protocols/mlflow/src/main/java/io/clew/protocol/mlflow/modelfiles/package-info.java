/**
 * Calls that join logged models and model versions to their files.
 *
 * <p>Finishing a logged model, listing and reading its files, and reading those of a model version.
 * What never lives here: the rows of either, or the streaming of bytes.
 */
@NullMarked
package io.clew.protocol.mlflow.modelfiles;

import org.jspecify.annotations.NullMarked;
