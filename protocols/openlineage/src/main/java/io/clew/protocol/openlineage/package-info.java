/**
 * OpenLineage: takes events, makes them facts, and gives them back.
 *
 * <p>{@code event} reads and checks one event, {@code runs} gathers what the events of a run say
 * together, {@code facets} knows what each facet means, {@code accept} is the one door through
 * which events come, whatever carried them. What never lives here: how lineage is answered.
 */
@NullMarked
package io.clew.protocol.openlineage;

import org.jspecify.annotations.NullMarked;
