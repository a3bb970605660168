package io.clew.store.metrics;

import io.clew.store.Db;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Keeps and reads the points of metrics; a point belongs to a node, usually a run, and a key.
 *
 * <p>A write adds one row with all its points, and one row for each key's latest. Once enough rows
 * have gathered at a node they are merged into blocks for each key, inside that same write; so
 * points are durable and readable at once, and still cost bytes and not rows.
 */
public final class MetricStore {
    private MetricStore() {}

    /** Most points of one write: a protocol's own limit is far below. */
    public static final int APPEND_POINTS_MAX = 100_000;

    /** Most points of a page of history. */
    public static final int PAGE_POINTS_MAX = 100_000;

    /** Nodes of one look-up of latest values; callers may pass more, they go in batches. */
    private static final int NODES_BATCH = 500;

    /**
     * Adds points to a node.
     *
     * @param node the node's dense id
     * @param points 1 to {@link #APPEND_POINTS_MAX}; repeating what is stored adds nothing
     * @return the points in a stable binary form, for the audit entry to hash
     */
    public static byte[] append(Db db, int workspaceId, int node, List<MetricPoint> points) {
        if (points.isEmpty() || points.size() > APPEND_POINTS_MAX) {
            throw new IllegalArgumentException(
                    "a write takes 1 to " + APPEND_POINTS_MAX + " points, not " + points.size());
        }
        byte[] tail = MetricTail.encode(points);
        boolean full = MetricRows.addTail(db, workspaceId, node, tail);
        Latest.keep(db, workspaceId, node, Latest.of(points));
        if (full) {
            MetricMerge.run(db, workspaceId, node);
        }
        return tail;
    }

    /** Returns the latest point of each metric of a node, by key. */
    public static List<MetricPoint> latest(Db db, int node) {
        return latest(db, List.of(node)).getOrDefault(node, List.of());
    }

    /**
     * Returns the latest point of each metric of many nodes.
     *
     * @return for each node that has any, its points by key
     */
    public static Map<Integer, List<MetricPoint>> latest(Db db, Collection<Integer> nodes) {
        Map<Integer, List<MetricPoint>> found = new HashMap<>();
        List<Integer> all = List.copyOf(nodes);
        for (int from = 0; from < all.size(); from += NODES_BATCH) {
            Latest.read(db, all.subList(from, Math.min(all.size(), from + NODES_BATCH)), found);
        }
        return found;
    }

    /**
     * Returns the metrics of a node in short, by key.
     *
     * @param after the last key already seen; empty for the first page
     * @param limit most metrics returned; fewer than that means the end
     */
    public static List<MetricSummary> summaries(Db db, int node, String after, int limit) {
        return Summaries.read(db, node, after, limit);
    }

    /**
     * Returns a page of a metric's points; equal points appear once.
     *
     * @param after the last point of the page before, null for the first page
     * @param limit 1 to {@link #PAGE_POINTS_MAX}; fewer points than that means the end
     */
    public static List<MetricPoint> history(
            Db db,
            int node,
            String key,
            MetricOrder order,
            @Nullable MetricPoint after,
            int limit) {
        if (limit < 1 || limit > PAGE_POINTS_MAX) {
            throw new IllegalArgumentException("a page has 1 to " + PAGE_POINTS_MAX + " points");
        }
        return History.page(db, node, key, order, after, limit);
    }

    /**
     * Returns the points of one metric of several nodes at steps spread evenly over a range.
     *
     * <p>The steps are picked from all that any of the nodes has in the range: every one when there
     * are at most {@code stepsMax}, else {@code stepsMax} at even distances, the last of all, and
     * each node's own first and last. So curves that are drawn together share their steps.
     *
     * @param stepFirst least step, inclusive
     * @param stepLast greatest step, inclusive
     * @param stepsMax at least 1
     * @return for each node, in the order given, its points by step
     */
    public static Map<Integer, List<MetricPoint>> sampled(
            Db db,
            Collection<Integer> nodes,
            String key,
            long stepFirst,
            long stepLast,
            int stepsMax) {
        Map<Integer, Points> all = new LinkedHashMap<>();
        nodes.forEach(node -> all.put(node, History.all(db, node, key, MetricOrder.STEP)));
        return Sampling.of(all, key, stepFirst, stepLast, stepsMax);
    }
}
