/**
 * Marquez's API over Clew's facts and stored events, for those who come from it.
 *
 * <p>{@code wire} reads requests and writes refusals as its clients know them, {@code rows} reads
 * the tables, {@code graph} the graph in memory, {@code views} puts both together in Marquez's
 * shapes, {@code routes} answers. What never lives here: what an event means.
 */
@NullMarked
package io.clew.protocol.openlineage.marquez;

import org.jspecify.annotations.NullMarked;
