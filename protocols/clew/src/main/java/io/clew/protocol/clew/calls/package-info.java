/**
 * The calls of the read API, each with its path and parameters.
 *
 * <p>What never lives here: parsing of values, or shapes of answers.
 */
@NullMarked
package io.clew.protocol.clew.calls;

import org.jspecify.annotations.NullMarked;
