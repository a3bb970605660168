package io.clew.protocol.openlineage.accept;

import java.util.Arrays;

/** Holds what an event may speak of each thing that it names: hardly ever more than some few. */
final class SpokenOf {
    /** Things that are looked through for one that is named twice; it may stand twice beyond. */
    private static final int COMPARED_MAX = 64;

    private int[] nodes = new int[4];
    private long[] topics = new long[4];
    private int size;

    /**
     * Adds that an event speaks of a thing.
     *
     * @param of what it may speak of, by {@code Topics}
     */
    void add(int node, long of) {
        if (of == 0) {
            return;
        }
        for (int i = 0; i < Math.min(size, COMPARED_MAX); i++) {
            if (nodes[i] == node) {
                topics[i] |= of;
                return;
            }
        }
        if (size == nodes.length) {
            nodes = Arrays.copyOf(nodes, size * 2);
            topics = Arrays.copyOf(topics, size * 2);
        }
        nodes[size] = node;
        topics[size++] = of;
    }

    int size() {
        return size;
    }

    int node(int index) {
        return nodes[index];
    }

    long topics(int index) {
        return topics[index];
    }
}
