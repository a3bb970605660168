package io.clew.questions.search;

import io.clew.model.NodeKind;
import io.clew.questions.rows.NodeRows;
import io.clew.store.Db;
import io.clew.store.metrics.MetricPoint;
import io.clew.store.metrics.MetricStore;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Shows what was found as lists need it: short attributes, newest metrics, when updated. */
final class Results {

    /** Most characters of a text that a list shows. */
    private static final int SHORT_CHARS_MAX = 200;

    private static final String METRIC = "metric.";

    private Results() {}

    static List<SearchResult> of(Db db, List<Search.Found> found) {
        if (found.isEmpty()) {
            return List.of();
        }
        List<Integer> ids = found.stream().map(each -> each.hit().node()).toList();
        Map<Integer, Instant> updated = updated(db, ids);
        Map<Integer, List<MetricPoint>> metrics =
                MetricStore.latest(
                        db,
                        found.stream()
                                .filter(each -> each.node().urn().kind() == NodeKind.RUN)
                                .map(each -> each.hit().node())
                                .toList());
        return found.stream()
                .map(
                        each ->
                                new SearchResult(
                                        each.node().urn(),
                                        each.node().name(),
                                        each.snippet().orElse(null),
                                        updated.getOrDefault(each.hit().node(), Instant.EPOCH),
                                        attributes(
                                                each.node().attributes(),
                                                metrics.getOrDefault(
                                                        each.hit().node(), List.of()))))
                .toList();
    }

    private static Map<String, Object> attributes(
            Map<String, Object> all, List<MetricPoint> metrics) {
        Map<String, Object> shown = new TreeMap<>();
        all.forEach(
                (key, value) -> {
                    if (isShort(value)) {
                        shown.put(key, value);
                    }
                });
        metrics.forEach(point -> shown.put(METRIC + point.key(), point.value()));
        return shown;
    }

    private static boolean isShort(Object value) {
        return switch (value) {
            case String text -> text.length() <= SHORT_CHARS_MAX;
            case Number number -> true;
            case Boolean bool -> true;
            default -> false;
        };
    }

    private static Map<Integer, Instant> updated(Db db, List<Integer> ids) {
        Map<Integer, Instant> updated = new HashMap<>();
        for (List<Integer> batch : NodeRows.batches(ids)) {
            db.sql(
                            "SELECT f.node, e.recorded_ms FROM (SELECT node, MAX(position) AS"
                                    + " position FROM (SELECT id AS node, position FROM node WHERE"
                                    + " id IN (:ids) UNION ALL SELECT node_id AS node, position FROM"
                                    + " attribute_fact WHERE node_id IN (:ids) UNION ALL SELECT"
                                    + " from_id AS node, position FROM edge_fact WHERE from_id IN"
                                    + " (:ids)) p GROUP BY node) f JOIN entry e ON e.position ="
                                    + " f.position")
                    .bindAll("ids", batch)
                    .each(
                            row ->
                                    updated.put(
                                            (int) row.integer("node"),
                                            Instant.ofEpochMilli(row.integer("recorded_ms"))));
        }
        return updated;
    }
}
