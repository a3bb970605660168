/**
 * The model registry: registered models, their versions, aliases, stages and tags.
 *
 * <p>A prompt is a registered model with a tag. Rows keep what MLflow shows now; facts keep what
 * was: who moved an alias, which version was in production, what a deleted version came from. What
 * never lives here: files, or the logged models that versions come from.
 */
@NullMarked
package io.clew.protocol.mlflow.registry;

import org.jspecify.annotations.NullMarked;
