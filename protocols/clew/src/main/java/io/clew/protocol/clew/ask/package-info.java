/**
 * Parameters of the read API: read strictly, and refused by name with what was expected.
 *
 * <p>What never lives here: what a parameter means for an answer.
 */
@NullMarked
package io.clew.protocol.clew.ask;

import org.jspecify.annotations.NullMarked;
