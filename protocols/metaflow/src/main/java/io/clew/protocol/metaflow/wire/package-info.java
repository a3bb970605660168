/**
 * Reads requests as Metaflow's client sends them, and writes answers and refusals as it reads them.
 *
 * <p>What never lives here: SQL, or a fact.
 */
@NullMarked
package io.clew.protocol.metaflow.wire;

import org.jspecify.annotations.NullMarked;
