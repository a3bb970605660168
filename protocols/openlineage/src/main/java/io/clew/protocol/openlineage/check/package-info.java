/**
 * Checks the protocol's own tables against the log and against one another.
 *
 * <p>What never lives here: a repair.
 */
@NullMarked
package io.clew.protocol.openlineage.check;

import org.jspecify.annotations.NullMarked;
