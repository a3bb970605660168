package io.clew.graph;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Holds the same-as edges of each node aside, both ways: they are few and asked for first. */
final class SameAsTable {

    private static final int[] NONE = {};

    private final Map<Integer, int[]> edges = new ConcurrentHashMap<>();

    void add(int edge, int from, int to) {
        append(from, edge);
        if (to != from) {
            append(to, edge);
        }
    }

    private void append(int node, int edge) {
        int[] before = edges.getOrDefault(node, NONE);
        int[] after = Arrays.copyOf(before, before.length + 1);
        after[before.length] = edge;
        edges.put(node, after);
    }

    /** Returns the numbers of a node's same-as edges, ascending; a reader skips newer ones. */
    int[] of(int node) {
        return edges.getOrDefault(node, NONE);
    }
}
