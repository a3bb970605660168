/**
 * What files tell as they stream past: environments, and what a model says of itself.
 *
 * <p>Only a few small files are looked at, by their names, and only up to a limit; a file that
 * cannot be read is kept like any other and tells nothing. What never lives here: storing files, or
 * the normal form of an environment.
 */
@NullMarked
package io.clew.protocol.mlflow.captures;

import org.jspecify.annotations.NullMarked;
