/**
 * Reads OpenLineage events from a topic of Kafka.
 *
 * <p>How far each partition was read is kept in the database, in the transaction that keeps the
 * events; Kafka's own offsets are for people who look there. What never lives here: what an event
 * means, or a wire of another kind.
 */
@NullMarked
package io.clew.kafka;

import org.jspecify.annotations.NullMarked;
