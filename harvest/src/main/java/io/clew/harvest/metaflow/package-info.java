/**
 * Reads what Metaflow keeps in a local folder {@code .metaflow}: runs and tasks with all that was
 * said of them.
 *
 * <p>What never lives here: the content of artifacts, which is not read.
 */
@NullMarked
package io.clew.harvest.metaflow;

import org.jspecify.annotations.NullMarked;
