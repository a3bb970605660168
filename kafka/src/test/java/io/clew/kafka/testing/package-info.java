/**
 * A real Kafka for tests, and what they send and read there.
 *
 * <p>What never lives here: an assertion about behaviour.
 */
@NullMarked
package io.clew.kafka.testing;

import org.jspecify.annotations.NullMarked;
