/**
 * Knows what each facet means: which attributes and edges it states.
 *
 * <p>What never lives here: the order of events, or the database.
 */
@NullMarked
package io.clew.protocol.openlineage.facets;

import org.jspecify.annotations.NullMarked;
