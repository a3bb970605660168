/**
 * The graph in memory: dense numbers for nodes and edges, both directions, both clocks.
 *
 * <p>{@link io.clew.graph.GraphIndex} takes the log in order from one writer; readers take a {@link
 * io.clew.graph.GraphView} once and walk it without locks. A {@linkplain
 * io.clew.graph.SnapshotPlace snapshot file} saves a start most of the log. What never lives here:
 * a protocol, the store, what a question means, or any attribute that no traversal needs.
 */
@NullMarked
package io.clew.graph;

import org.jspecify.annotations.NullMarked;
