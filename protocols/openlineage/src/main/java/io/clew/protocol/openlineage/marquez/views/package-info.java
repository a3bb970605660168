/**
 * Puts rows, events and graph together as the entities of Marquez, and writes them.
 *
 * <p>What never lives here: a request, or a change of anything.
 */
@NullMarked
package io.clew.protocol.openlineage.marquez.views;

import org.jspecify.annotations.NullMarked;
