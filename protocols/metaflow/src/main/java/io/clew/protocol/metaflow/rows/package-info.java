/**
 * Keeps the service's own rows: flows, runs, steps, tasks, metadata and artifacts.
 *
 * <p>What never lives here: HTTP, or a fact.
 */
@NullMarked
package io.clew.protocol.metaflow.rows;

import org.jspecify.annotations.NullMarked;
