/**
 * Takes events in, whatever carried them: one event, one audit entry, everything or nothing.
 *
 * <p>What never lives here: HTTP, Kafka, or the meaning of a facet.
 */
@NullMarked
package io.clew.protocol.openlineage.accept;

import org.jspecify.annotations.NullMarked;
