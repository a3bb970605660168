package io.clew.protocol.openlineage.marquez.rows;

import io.clew.protocol.openlineage.marquez.wire.Page;
import io.clew.questions.rows.NodeRows;
import io.clew.store.Row;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the jobs, or the datasets, that events named; those deleted here are not seen. */
public enum Things {
    JOBS("ol_job"),
    DATASETS("ol_dataset");

    private static final String COLUMNS =
            "t.node_id, t.namespace, t.name, t.created_ms, t.updated_ms";

    /** What is deleted stays so until an event names it again. */
    private static final String SEEN =
            " NOT EXISTS (SELECT 1 FROM marquez_hidden h WHERE h.node_id = t.node_id)";

    private final String select;
    private final String count;
    private final String table;

    Things(String table) {
        this.table = table;
        this.select =
                "SELECT " + COLUMNS + " FROM " + table + " t WHERE t.workspace_id = :workspace AND";
        this.count =
                "SELECT COUNT(*) AS n FROM " + table + " t WHERE t.workspace_id = :workspace AND";
    }

    /** Finds one by its name. */
    public Optional<Thing> find(Scope scope, String namespace, String name) {
        return scope.sql(select + " t.namespace = :namespace AND t.name = :name AND" + SEEN)
                .bind("namespace", namespace)
                .bind("name", name)
                .first(Things::thing);
    }

    /** Returns those of some nodes that are seen, by node. */
    public Map<Integer, Thing> byNode(Scope scope, Collection<Integer> nodes) {
        Map<Integer, Thing> found = new HashMap<>();
        for (List<Integer> batch : NodeRows.batches(nodes)) {
            scope.sql(select + " t.node_id IN (:nodes) AND" + SEEN)
                    .bindAll("nodes", batch)
                    .each(
                            row -> {
                                Thing thing = thing(row);
                                found.put(thing.id(), thing);
                            });
        }
        return found;
    }

    /** Returns a page of those of a namespace, or of all when it is null, by name. */
    public List<Thing> list(Scope scope, @Nullable String namespace, Page page) {
        String where = namespace == null ? "" : " t.namespace = :namespace AND";
        var query =
                scope.sql(
                                select
                                        + where
                                        + SEEN
                                        + " ORDER BY t.namespace, t.name LIMIT :limit OFFSET"
                                        + " :offset")
                        .bind("limit", page.limit())
                        .bind("offset", page.offset());
        return (namespace == null ? query : query.bind("namespace", namespace)).list(Things::thing);
    }

    /** Counts those of a namespace, or all when it is null. */
    public long count(Scope scope, @Nullable String namespace) {
        String where = namespace == null ? "" : " t.namespace = :namespace AND";
        var query = scope.sql(count + where + SEEN);
        return (namespace == null ? query : query.bind("namespace", namespace))
                .first(row -> row.integer("n"))
                .orElse(0L);
    }

    /**
     * Returns some nodes of a namespace, to go through all of them.
     *
     * @param after the node to go on after; 0 at first
     */
    public List<Thing> after(Scope scope, String namespace, int after, int limit) {
        return scope.sql(
                        select
                                + " t.namespace = :namespace AND t.node_id > :after AND"
                                + SEEN
                                + " ORDER BY t.node_id LIMIT :limit")
                .bind("namespace", namespace)
                .bind("after", after)
                .bind("limit", limit)
                .list(Things::thing);
    }

    /** Returns the namespaces there are, in order. */
    public List<String> namespaces(Scope scope) {
        // Goes from each namespace to the next by the index, however many things are in between.
        return scope.sql(
                        "WITH RECURSIVE step(ns) AS (SELECT MIN(t.namespace) FROM "
                                + table
                                + " t WHERE t.workspace_id = :workspace UNION ALL SELECT (SELECT"
                                + " MIN(t.namespace) FROM "
                                + table
                                + " t WHERE t.workspace_id = :workspace AND t.namespace > step.ns)"
                                + " FROM step WHERE step.ns IS NOT NULL) SELECT ns FROM step WHERE"
                                + " ns IS NOT NULL")
                .list(row -> row.text("ns"));
    }

    /** Returns when things of a namespace were first and last named; empty when it has none. */
    public Optional<Span> span(Scope scope, String namespace) {
        return scope.sql(
                        "SELECT MIN(t.created_ms) AS created, MAX(t.updated_ms) AS updated FROM "
                                + table
                                + " t WHERE t.workspace_id = :workspace AND t.namespace ="
                                + " :namespace HAVING COUNT(*) > 0")
                .bind("namespace", namespace)
                .first(row -> new Span(row.integer("created"), row.integer("updated")));
    }

    /** Counts those first named at or after an instant and before another. */
    public long created(Scope scope, long fromMillis, long untilMillis) {
        return scope.sql(
                        "SELECT COUNT(*) AS n FROM "
                                + table
                                + " t WHERE t.workspace_id = :workspace AND t.created_ms >= :from"
                                + " AND t.created_ms < :until")
                .bind("from", fromMillis)
                .bind("until", untilMillis)
                .first(row -> row.integer("n"))
                .orElse(0L);
    }

    /**
     * Tells when things of a namespace were named.
     *
     * @param createdMillis first
     * @param updatedMillis last
     */
    public record Span(long createdMillis, long updatedMillis) {
        /** Returns the span that holds both. */
        public Span with(Span other) {
            return new Span(
                    Math.min(createdMillis, other.createdMillis),
                    Math.max(updatedMillis, other.updatedMillis));
        }
    }

    static Thing thing(Row row) {
        return new Thing(
                (int) row.integer("node_id"),
                row.text("namespace"),
                row.text("name"),
                row.integer("created_ms"),
                row.integer("updated_ms"));
    }

    static String seen() {
        return SEEN;
    }

    static String columns() {
        return COLUMNS;
    }
}
