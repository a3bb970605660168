/**
 * The frame of {@code clew harvest}: reads a source from where it was left, and sends what is new
 * to a server, which keeps records and position together.
 *
 * <p>To add a source: a package here with one public class that implements {@link
 * io.clew.harvest.SourceKind}, a line in {@link io.clew.harvest.Kinds}, and on the server's side an
 * {@code io.clew.intake.RecordIntake} in the protocol that its records belong to. What never lives
 * here: a class of the server, or what a record means.
 */
@NullMarked
package io.clew.harvest;

import org.jspecify.annotations.NullMarked;
