/**
 * Takes what harvesters bring: records in batches, each with how far its source was read, durable
 * together.
 *
 * <p>A protocol implements {@link io.clew.intake.RecordIntake}; {@link io.clew.intake.Harvests}
 * keeps positions, counts and errors. What never lives here: what a record means, or how a source
 * is read.
 */
@NullMarked
package io.clew.intake;

import org.jspecify.annotations.NullMarked;
