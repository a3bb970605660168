/**
 * The shapes of answers that the read API promises, before they become JSON.
 *
 * <p>Field names follow {@code docs/} and the OpenAPI file in snake case; instants are {@link
 * java.time.Instant}, written as RFC 3339 UTC with milliseconds. What never lives here: how an
 * answer is found.
 */
@NullMarked
package io.clew.model.answer;

import org.jspecify.annotations.NullMarked;
