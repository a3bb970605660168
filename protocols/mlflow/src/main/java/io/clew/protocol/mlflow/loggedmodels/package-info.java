/**
 * Logged models: the model that a run made, with its parameters, tags, metrics and files.
 *
 * <p>Routes below {@code /logged-models}, their rows and the facts that they become. What never
 * lives here: the registry, the storage of files, or a run's own rows.
 */
@NullMarked
package io.clew.protocol.mlflow.loggedmodels;

import org.jspecify.annotations.NullMarked;
