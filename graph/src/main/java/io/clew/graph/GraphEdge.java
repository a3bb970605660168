package io.clew.graph;

import io.clew.model.EdgeKind;

/**
 * Names an edge by the numbers of its ends.
 *
 * @param from the effect's number
 * @param to the cause's number
 */
public record GraphEdge(int from, EdgeKind kind, int to) {}
