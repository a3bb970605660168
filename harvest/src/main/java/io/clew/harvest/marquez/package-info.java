/**
 * Reads the events of a Marquez by its API.
 *
 * <p>What never lives here: what an event means.
 */
@NullMarked
package io.clew.harvest.marquez;

import org.jspecify.annotations.NullMarked;
