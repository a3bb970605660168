/**
 * Reads what Metaflow's datastore holds, as far as plain values go.
 *
 * <p>What never lives here: a way to run what a pickle says.
 */
@NullMarked
package io.clew.protocol.metaflow.content;

import org.jspecify.annotations.NullMarked;
