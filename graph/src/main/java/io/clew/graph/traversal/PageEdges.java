package io.clew.graph.traversal;

import io.clew.graph.GraphEdge;
import io.clew.graph.GraphView;
import io.clew.model.EdgeKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Finds the edges of pages: each belongs to its later end, and those of one end come in an order
 * that is the same however the graph is laid out.
 *
 * <p>Each distance's edges are sorted once, when a page first needs them.
 */
final class PageEdges {

    /** Bits of a key, from the top: the later end's place, the other end, kind, whether out. */
    private static final int PLACE_SHIFT = 34;

    private static final int NODE_SHIFT = 5;
    private static final long NODE_MASK = (1L << 29) - 1;
    private static final int KIND_MASK = 0xF;
    private static final EdgeKind[] KINDS = EdgeKind.values();

    private final GraphView view;
    private final Order order;
    private final int[] edges;
    private final int[] starts;
    private final long[][] keys;

    /**
     * Sorts edges by the distance of their later end.
     *
     * @param candidates edges in any order, also several times; those with an end that is not shown
     *     are left out
     */
    PageEdges(GraphView view, Order order, int[] candidates) {
        this.view = view;
        this.order = order;
        int[] levels = new int[candidates.length];
        this.starts = new int[order.levels() + 1];
        this.keys = new long[order.levels()][];
        for (int i = 0; i < candidates.length; i++) {
            int from = view.from(candidates[i]);
            int to = view.to(candidates[i]);
            levels[i] =
                    order.has(from) && order.has(to)
                            ? Math.max(order.levelOf(from), order.levelOf(to))
                            : -1;
            if (levels[i] >= 0) {
                starts[levels[i] + 1]++;
            }
        }
        for (int level = 1; level < starts.length; level++) {
            starts[level] += starts[level - 1];
        }
        this.edges = new int[starts[starts.length - 1]];
        int[] next = starts.clone();
        for (int i = 0; i < candidates.length; i++) {
            if (levels[i] >= 0) {
                edges[next[levels[i]]++] = candidates[i];
            }
        }
    }

    /**
     * Returns the edges whose later end is at one of some places, in order.
     *
     * @param start the first place; its distance and all up to the end's are in order
     * @param end the place after the last
     * @param skipped how many of the first place's edges to leave out
     * @param most how many to return
     */
    List<GraphEdge> of(int start, int end, int skipped, int most) {
        List<GraphEdge> found = new ArrayList<>();
        int left = skipped;
        for (int level = order.levelAt(start); start < end && level < keys.length; level++) {
            if (order.levelStart(level) >= end) {
                break;
            }
            long[] sorted = sorted(level);
            int i = atOrAfter(sorted, (long) start << PLACE_SHIFT) + left;
            left = 0;
            for (; i < sorted.length && sorted[i] >>> PLACE_SHIFT < end; i++) {
                if (found.size() == most) {
                    return found;
                }
                found.add(edge(sorted[i]));
            }
        }
        return found;
    }

    private static int atOrAfter(long[] sorted, long key) {
        int at = Arrays.binarySearch(sorted, key);
        return at < 0 ? -at - 1 : at;
    }

    private long[] sorted(int level) {
        if (keys[level] == null) {
            long[] found = new long[starts[level + 1] - starts[level]];
            for (int i = 0; i < found.length; i++) {
                found[i] = key(edges[starts[level] + i]);
            }
            Arrays.sort(found);
            keys[level] = found;
        }
        return keys[level];
    }

    private long key(int edge) {
        int from = view.from(edge);
        int to = view.to(edge);
        int fromPlace = order.placeOrBefore(from);
        int toPlace = order.placeOrBefore(to);
        boolean out = fromPlace >= toPlace;
        return (long) Math.max(fromPlace, toPlace) << PLACE_SHIFT
                | (long) (out ? to : from) << NODE_SHIFT
                | view.edgeKind(edge).ordinal() << 1
                | (out ? 1 : 0);
    }

    private GraphEdge edge(long key) {
        int later = order.nodeAt((int) (key >>> PLACE_SHIFT));
        int other = (int) (key >>> NODE_SHIFT & NODE_MASK);
        EdgeKind kind = KINDS[(int) (key >>> 1 & KIND_MASK)];
        return (key & 1) != 0
                ? new GraphEdge(later, kind, other)
                : new GraphEdge(other, kind, later);
    }
}
