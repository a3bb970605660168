package io.clew.store.metrics;

import io.clew.store.Db;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the points of one metric in order, decoding no more blocks than a page needs. */
final class History {
    private History() {}

    static Points all(Db db, int node, String key, MetricOrder order) {
        Points points = tail(db, node, key);
        for (BlockHeader header : MetricRows.headers(db, node, key, key)) {
            points.addAll(MetricRows.block(db, node, header));
        }
        return points.sorted(order);
    }

    static List<MetricPoint> page(
            Db db,
            int node,
            String key,
            MetricOrder order,
            @Nullable MetricPoint after,
            int limit) {
        Points found = keepAfter(tail(db, node, key), after, order);
        for (BlockHeader header : ascending(db, node, key, order)) {
            if (after != null && header.upper(order).compareTo(bound(after, order)) < 0) {
                continue;
            }
            if (found.size() >= limit) {
                found = found.sorted(order);
                if (found.size() >= limit
                        && bound(found.point(key, limit - 1), order).compareTo(header.lower(order))
                                < 0) {
                    break;
                }
            }
            found.addAll(keepAfter(MetricRows.block(db, node, header), after, order));
        }
        found = found.sorted(order);
        List<MetricPoint> page = new ArrayList<>(Math.min(limit, found.size()));
        for (int i = 0; i < Math.min(limit, found.size()); i++) {
            page.add(found.point(key, i));
        }
        return page;
    }

    private static Points tail(Db db, int node, String key) {
        Points tail = MetricRows.tails(db, node, key::equals).get(key);
        return tail == null ? new Points(0) : tail;
    }

    private static List<BlockHeader> ascending(Db db, int node, String key, MetricOrder order) {
        List<BlockHeader> headers = new ArrayList<>(MetricRows.headers(db, node, key, key));
        headers.sort(Comparator.comparing(header -> header.lower(order)));
        return headers;
    }

    private static BlockHeader.Bound bound(MetricPoint point, MetricOrder order) {
        return BlockHeader.Bound.of(point, order);
    }

    private static Points keepAfter(Points points, @Nullable MetricPoint after, MetricOrder order) {
        if (after == null) {
            return points;
        }
        Points border = new Points(1);
        border.add(after);
        Points kept = new Points(points.size());
        for (int i = 0; i < points.size(); i++) {
            if (points.compare(i, border, 0, order) > 0) {
                kept.add(points, i);
            }
        }
        return kept;
    }
}
