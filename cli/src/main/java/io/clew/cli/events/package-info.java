/**
 * Verbs that bring events over from a file.
 *
 * <p>They speak to a server as any producer does. What never lives here: what an event means.
 */
@NullMarked
package io.clew.cli.events;

import org.jspecify.annotations.NullMarked;
