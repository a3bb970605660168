/**
 * Keeps the protocol's own tables: events, runs, jobs, datasets.
 *
 * <p>What never lives here: facts of the graph.
 */
@NullMarked
package io.clew.protocol.openlineage.rows;

import org.jspecify.annotations.NullMarked;
