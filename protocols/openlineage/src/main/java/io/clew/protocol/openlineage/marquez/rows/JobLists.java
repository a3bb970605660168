package io.clew.protocol.openlineage.marquez.rows;

import io.clew.protocol.openlineage.marquez.wire.Page;
import io.clew.store.Query;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists jobs as Marquez does: the last run first, by the state of their last run. */
public final class JobLists {
    private static final String FROM = " FROM ol_job t WHERE t.workspace_id = :workspace AND";
    private static final String IN_NAMESPACE = " t.namespace = :namespace AND";

    private static final String LAST_RUN_FIRST =
            " ORDER BY COALESCE((SELECT MAX(r.started_ms) FROM ol_run r WHERE r.job_id ="
                    + " t.node_id), t.updated_ms) DESC, t.node_id DESC";

    /** A job without a run has every state, as in Marquez. */
    private static final String IN_STATE =
            " COALESCE((SELECT r.status FROM ol_run r WHERE r.job_id = t.node_id ORDER BY"
                    + " r.started_ms DESC, r.node_id DESC LIMIT 1), :any) IN (:states) AND";

    private JobLists() {}

    /**
     * Returns a page of jobs.
     *
     * @param namespace null for all
     * @param states statuses as rows hold them; empty for all
     */
    public static List<Thing> list(
            Scope scope, @Nullable String namespace, Collection<String> states, Page page) {
        return query(
                        scope,
                        "SELECT " + Things.columns(),
                        LAST_RUN_FIRST + " LIMIT :limit OFFSET :offset",
                        namespace,
                        states)
                .bind("limit", page.limit())
                .bind("offset", page.offset())
                .list(Things::thing);
    }

    /** Counts the jobs of all pages. */
    public static long count(Scope scope, @Nullable String namespace, Collection<String> states) {
        return query(scope, "SELECT COUNT(*) AS n", "", namespace, states)
                .first(row -> row.integer("n"))
                .orElse(0L);
    }

    private static Query query(
            Scope scope,
            String select,
            String end,
            @Nullable String namespace,
            Collection<String> states) {
        Query query =
                scope.sql(
                        select
                                + FROM
                                + (namespace == null ? "" : IN_NAMESPACE)
                                + (states.isEmpty() ? "" : IN_STATE)
                                + Things.seen()
                                + end);
        if (namespace != null) {
            query.bind("namespace", namespace);
        }
        if (!states.isEmpty()) {
            query.bind("any", states.iterator().next()).bindAll("states", states);
        }
        return query;
    }
}
