/**
 * Speaks Metaflow's metadata service: unmodified flows record here and their client reads it back.
 *
 * <p>What never lives here: the content of artifacts, which stays in Metaflow's datastore.
 */
@NullMarked
package io.clew.protocol.metaflow;

import org.jspecify.annotations.NullMarked;
