package io.clew.protocol.openlineage.marquez.rows;

import io.clew.identity.openlineage.OpenLineageUrns;
import io.clew.protocol.openlineage.marquez.wire.Page;
import io.clew.questions.rows.NodeRow;
import io.clew.questions.rows.NodeRows;
import io.clew.store.Row;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the runs that events reported. */
public final class RunRows {
    private static final String SELECT =
            "SELECT node_id, run_id, job_id, started_ms, ended_ms, status FROM ol_run WHERE"
                    + " workspace_id = :workspace AND";
    private static final String NEWEST_FIRST =
            " ORDER BY started_ms DESC, node_id DESC LIMIT :limit OFFSET :offset";

    private RunRows() {}

    /** Finds a run by the id that its producer gave it. */
    public static Optional<RunRow> find(Scope scope, String runId) {
        return NodeRows.find(scope.db(), scope.workspaceId(), OpenLineageUrns.run(runId))
                .map(NodeRow::id)
                .flatMap(
                        node ->
                                scope.sql(SELECT + " node_id = :node")
                                        .bind("node", node)
                                        .first(RunRows::row));
    }

    /** Returns a page of a job's runs, the newest first. */
    public static List<RunRow> ofJob(Scope scope, int job, Page page) {
        return scope.sql(SELECT + " job_id = :job" + NEWEST_FIRST)
                .bind("job", job)
                .bind("limit", page.limit())
                .bind("offset", page.offset())
                .list(RunRows::row);
    }

    /** Counts a job's runs. */
    public static long count(Scope scope, int job) {
        return scope.sql(
                        "SELECT COUNT(*) AS n FROM ol_run WHERE workspace_id = :workspace AND"
                                + " job_id = :job")
                .bind("job", job)
                .first(row -> row.integer("n"))
                .orElse(0L);
    }

    /** Returns the runs with some nodes, by node. */
    public static Map<Integer, RunRow> byNode(Scope scope, Collection<Integer> nodes) {
        Map<Integer, RunRow> found = new HashMap<>();
        for (List<Integer> batch : NodeRows.batches(nodes)) {
            scope.sql(SELECT + " node_id IN (:nodes)")
                    .bindAll("nodes", batch)
                    .each(row -> found.put((int) row.integer("node_id"), row(row)));
        }
        return found;
    }

    private static RunRow row(Row row) {
        return new RunRow(
                (int) row.integer("node_id"),
                row.text("run_id"),
                (int) row.integer("job_id"),
                row.integer("started_ms"),
                row.optionalInteger("ended_ms").orElse(null),
                row.text("status"));
    }
}
