/**
 * Takes events that were harvested from a Marquez.
 *
 * <p>What never lives here: how a Marquez is read, or what an event means.
 */
@NullMarked
package io.clew.protocol.openlineage.harvest;

import org.jspecify.annotations.NullMarked;
