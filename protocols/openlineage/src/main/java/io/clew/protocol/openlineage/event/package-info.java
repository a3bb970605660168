/**
 * Reads and checks one event, by the rules of OpenLineage's published schemas.
 *
 * <p>What never lives here: what an event means for lineage, or the database.
 */
@NullMarked
package io.clew.protocol.openlineage.event;

import org.jspecify.annotations.NullMarked;
