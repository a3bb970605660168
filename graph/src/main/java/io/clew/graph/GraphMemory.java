package io.clew.graph;

/**
 * Shows what a graph takes in memory, in bytes: what its arrays hold, without their spare room.
 *
 * @param edges both directions together: words, stamps' offsets, row starts, and the table of
 *     stamps
 * @param exceptions what was said of edges more than once, or taken back; and states of nodes
 * @param delta what came since edges were laid out last
 * @param nodes kinds, workspaces and first stamps
 * @param names names, and the table that finds them
 */
public record GraphMemory(long edges, long exceptions, long delta, long nodes, long names) {

    /** Returns the bytes of everything. */
    public long all() {
        return edges + exceptions + delta + nodes + names;
    }
}
