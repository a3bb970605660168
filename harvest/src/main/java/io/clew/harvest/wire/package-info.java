/**
 * Calls servers, and again when they are busy or away.
 *
 * <p>What never lives here: what a server is asked.
 */
@NullMarked
package io.clew.harvest.wire;

import org.jspecify.annotations.NullMarked;
