package io.clew.graph.traversal;

import io.clew.graph.GraphView;
import java.util.Arrays;
import java.util.BitSet;

/**
 * Puts the nodes of an answer in order: by distance, each distance by URN, the asked node first.
 *
 * <p>Only the distances that a page needs are sorted.
 */
final class Order {

    private final GraphView view;
    private final int asked;
    private final IntList nodes = new IntList();
    private final IntList levelStarts = new IntList();
    private final IntList levelDistances = new IntList();
    private final IntMap levels = new IntMap();
    private final IntMap places = new IntMap();
    private final BitSet sorted = new BitSet();
    private int[] ordered = {};

    Order(GraphView view, int asked) {
        this.view = view;
        this.asked = asked;
    }

    /** Adds a node; distances never fall. */
    void add(int node, int distance) {
        int last = levelDistances.size() - 1;
        if (last < 0 || levelDistances.get(last) != distance) {
            levelStarts.add(nodes.size());
            levelDistances.add(distance);
            last++;
        }
        levels.put(node, last);
        nodes.add(node);
    }

    int size() {
        return nodes.size();
    }

    boolean has(int node) {
        return levels.has(node);
    }

    int distance(int node) {
        return levelDistances.get(levels.get(node));
    }

    /** Returns the nodes of a page in order. */
    int[] page(int start, int end) {
        if (ordered.length != nodes.size()) {
            ordered = nodes.toArray();
        }
        for (int level = 0; level < levelStarts.size(); level++) {
            if (levelStarts.get(level) < end && levelEnd(level) > start) {
                sort(level);
            }
        }
        return Arrays.copyOfRange(ordered, start, end);
    }

    /** Returns how many distances there are. */
    int levels() {
        return levelStarts.size();
    }

    /** Returns which distance, counted from the nearest, a node is at. */
    int levelOf(int node) {
        return levels.get(node);
    }

    /** Returns which distance a place is at. */
    int levelAt(int place) {
        int low = 0;
        int high = levelStarts.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (levelStarts.get(middle) <= place) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    /** Returns the first place of a distance. */
    int levelStart(int level) {
        return levelStarts.get(level);
    }

    /** Returns a node's place where its distance is in order; else one before all that are. */
    int placeOrBefore(int node) {
        int level = levels.get(node);
        return sorted.get(level) ? places.get(node) : -1;
    }

    /** Returns the node at a place whose distance is in order. */
    int nodeAt(int place) {
        return ordered[place];
    }

    private int levelEnd(int level) {
        return level + 1 < levelStarts.size() ? levelStarts.get(level + 1) : nodes.size();
    }

    private void sort(int level) {
        if (sorted.get(level)) {
            return;
        }
        sorted.set(level);
        int start = levelStarts.get(level);
        int end = levelEnd(level);
        Named[] named = new Named[end - start];
        Arrays.setAll(named, i -> named(ordered[start + i]));
        Arrays.sort(named);
        for (int i = start; i < end; i++) {
            ordered[i] = named[i - start].node;
            places.put(ordered[i], i);
        }
    }

    private Named named(int node) {
        return new Named(node, node == asked ? "" : view.urnText(node));
    }

    /** A node with what it is sorted by. */
    private record Named(int node, String name) implements Comparable<Named> {
        @Override
        public int compareTo(Named other) {
            return name.compareTo(other.name);
        }
    }
}
