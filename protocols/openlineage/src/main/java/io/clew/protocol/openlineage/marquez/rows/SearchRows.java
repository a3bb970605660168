package io.clew.protocol.openlineage.marquez.rows;

import io.clew.store.Query;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds jobs and datasets by a part of their name. */
public final class SearchRows {
    private SearchRows() {}

    /**
     * Says what is looked for.
     *
     * @param text a part of the name, in any case
     * @param jobs whether jobs are looked for
     * @param datasets whether datasets are looked for
     * @param namespace null for all
     * @param afterMillis last named after this
     * @param beforeMillis last named before this
     * @param byTime the last named first; else by name
     */
    public record Wanted(
            String text,
            boolean jobs,
            boolean datasets,
            @Nullable String namespace,
            long afterMillis,
            long beforeMillis,
            boolean byTime) {}

    /** Shows what was found. */
    public record Found(boolean isJob, Thing thing) {}

    /** Returns the first of what is found. */
    public static List<Found> find(Scope scope, Wanted wanted, int limit) {
        String order =
                wanted.byTime() ? " ORDER BY updated_ms DESC, node_id" : " ORDER BY name, node_id";
        return query(scope, "SELECT *", wanted, order + " LIMIT :limit")
                .bind("limit", limit)
                .list(row -> new Found(row.flag("is_job"), Things.thing(row)));
    }

    /** Counts all that is found. */
    public static long count(Scope scope, Wanted wanted) {
        return query(scope, "SELECT COUNT(*) AS n", wanted, "")
                .first(row -> row.integer("n"))
                .orElse(0L);
    }

    private static Query query(Scope scope, String select, Wanted wanted, String end) {
        Query query =
                scope.sql(
                                select
                                        + " FROM ("
                                        + part("ol_job", "1", wanted)
                                        + " AND :jobs = 1 UNION ALL "
                                        + part("ol_dataset", "0", wanted)
                                        + " AND :datasets = 1) found"
                                        + end)
                        .bind("jobs", wanted.jobs())
                        .bind("datasets", wanted.datasets())
                        .bind("like", like(wanted.text()))
                        .bind("after", wanted.afterMillis())
                        .bind("before", wanted.beforeMillis());
        return wanted.namespace() == null ? query : query.bind("namespace", wanted.namespace());
    }

    private static String part(String table, String isJob, Wanted wanted) {
        return "SELECT "
                + isJob
                + " AS is_job, "
                + Things.columns()
                + " FROM "
                + table
                + " t WHERE t.workspace_id = :workspace AND LOWER(t.name) LIKE :like ESCAPE '!'"
                + " AND t.updated_ms > :after AND t.updated_ms < :before"
                + (wanted.namespace() == null ? "" : " AND t.namespace = :namespace")
                + " AND"
                + Things.seen();
    }

    private static String like(String text) {
        return "%"
                + text.toLowerCase(Locale.ROOT)
                        .replace("!", "!!")
                        .replace("%", "!%")
                        .replace("_", "!_")
                + "%";
    }
}
