/**
 * Reads Marquez's requests and names, and writes its refusals.
 *
 * <p>What never lives here: SQL, or the shape of an answer.
 */
@NullMarked
package io.clew.protocol.openlineage.marquez.wire;

import org.jspecify.annotations.NullMarked;
