/**
 * Reads the current state of jobs, datasets and columns from the graph in memory.
 *
 * <p>What never lives here: SQL, or names.
 */
@NullMarked
package io.clew.protocol.openlineage.marquez.graph;

import org.jspecify.annotations.NullMarked;
