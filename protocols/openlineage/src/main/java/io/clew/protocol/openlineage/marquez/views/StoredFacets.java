package io.clew.protocol.openlineage.marquez.views;

import io.clew.protocol.openlineage.marquez.rows.Scope;
import io.clew.protocol.openlineage.marquez.views.Gathered.Sent;
import io.clew.protocol.openlineage.rows.Packing;
import io.clew.store.Query;
import io.clew.store.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads facets back from the events that brought them; for one snapshot. */
final class StoredFacets {
    /** Events looked at of each end of a long run: its first say how it began. */
    private static final int FIRST_MAX = 20;

    private static final int LAST_MAX = 80;

    /** Newest events looked at of a job's design and of a dataset alone. */
    private static final int DESIGNS_MAX = 20;

    private static final String SELECT =
            "SELECT at_ms, position, payload FROM ol_event WHERE workspace_id = :workspace AND";

    private final Scope scope;
    private final Map<Integer, Gathered> runs = new HashMap<>();

    StoredFacets(Scope scope) {
        this.scope = scope;
    }

    /** Returns what the events of a run say: all of them, or the first and last of very many. */
    Gathered ofRun(int run) {
        Gathered known = runs.get(run);
        if (known == null) {
            known = Gathered.of(eventsOfRun(run));
            runs.put(run, known);
        }
        return known;
    }

    private List<Sent> eventsOfRun(int run) {
        List<Sent> events = list(newest(" run_id = :node", LAST_MAX), run);
        if (events.size() < LAST_MAX) {
            return events;
        }
        List<Sent> all = new ArrayList<>(events);
        all.addAll(
                list(
                        SELECT
                                + " run_id = :node AND position < :before ORDER BY position LIMIT "
                                + FIRST_MAX,
                        run,
                        events.getLast().position()));
        return all;
    }

    /** Returns what the newest JobEvents of a job say. */
    List<Sent> ofDesign(int job) {
        return list(newest(" job_id = :node AND run_id IS NULL", DESIGNS_MAX), job);
    }

    /** Returns what the newest DatasetEvents of a dataset say. */
    List<Sent> ofDataset(int dataset) {
        return list(newest(" dataset_id = :node", DESIGNS_MAX), dataset);
    }

    /** Returns the newest events of a run, to be gathered with others. */
    List<Sent> newestOfRun(int run, int max) {
        return list(newest(" run_id = :node", max), run);
    }

    private static String newest(String where, int max) {
        return SELECT + where + " ORDER BY position DESC LIMIT " + max;
    }

    private List<Sent> list(String sql, int node) {
        return scope.sql(sql).bind("node", node).list(StoredFacets::sent);
    }

    private List<Sent> list(String sql, int node, long before) {
        Query query = scope.sql(sql).bind("node", node).bind("before", before);
        return query.list(StoredFacets::sent);
    }

    private static Sent sent(Row row) {
        return new Sent(
                row.integer("at_ms"),
                row.integer("position"),
                Packing.unpack(row.bytes("payload")));
    }
}
