package io.clew.protocol.metaflow.rows;

import io.clew.protocol.metaflow.wire.Cursor;
import io.clew.protocol.metaflow.wire.Key;
import io.clew.protocol.metaflow.wire.PageAsked;
import io.clew.store.Row;
import io.clew.store.RowBatches;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads and writes runs. */
public final class RunRows {
    /** What the cursor of a list of runs holds. */
    public static final List<String> KEYS = List.of("ts_epoch", "run_number");

    public static final List<Class<?>> KINDS = List.of(Long.class, Long.class);

    private static final String COLUMNS =
            "r.node_id, r.flow_id, r.run_number, r.run_name, r.user_name, r.ts_ms, r.heartbeat_s,"
                    + " r.tags, r.system_tags, r.state, r.end_step";

    private static final String SELECT =
            "SELECT " + COLUMNS + " FROM metaflow_run r WHERE r.workspace_id = :workspace";

    private RunRows() {}

    /** Finds a run by an id of a path. */
    public static Optional<Run> find(Scope scope, String flowId, Key key) {
        if (!key.isNumber()) {
            return scope.sql(SELECT + " AND r.flow_id = :flow AND r.run_name = :name")
                    .bind("flow", flowId)
                    .bind("name", key.text())
                    .first(RunRows::row);
        }
        OptionalLong number = key.number();
        return number.isEmpty()
                ? Optional.empty()
                : scope.sql(SELECT + " AND r.flow_id = :flow AND r.run_number = :number")
                        .bind("flow", flowId)
                        .bind("number", number.getAsLong())
                        .first(RunRows::row);
    }

    /** Finds a run by its node. */
    public static Optional<Run> find(Scope scope, int nodeId) {
        return scope.sql(SELECT + " AND r.node_id = :node")
                .bind("node", nodeId)
                .first(RunRows::row);
    }

    /** Returns all runs of a flow, oldest first. */
    public static List<Run> all(Scope scope, String flowId) {
        return scope.sql(SELECT + " AND r.flow_id = :flow ORDER BY r.ts_ms, r.run_number")
                .bind("flow", flowId)
                .list(RunRows::row);
    }

    /** Returns a page of a flow's runs that match some conditions, newest first. */
    public static Page<Run> page(
            Scope scope, String flowId, Conditions conditions, PageAsked page) {
        SqlText sql =
                new SqlText(scope.db().dialect()).add(SELECT).add(" AND r.flow_id = ").bind(flowId);
        conditions.addTo(sql);
        if (page.after() != null) {
            sql.add(" AND ").before(List.of("r.ts_ms", "r.run_number"), page.after().values());
        }
        sql.add(" ORDER BY r.ts_ms DESC, r.run_number DESC LIMIT ").bind((long) page.limit() + 1);
        return Page.of(
                sql.query(scope).list(RunRows::row),
                page.limit(),
                run -> new Cursor(List.of(run.tsMillis(), run.number())));
    }

    /** Returns a number that no run of the flow has, whatever numbers clients brought. */
    public static long nextNumber(Scope scope, String flowId) {
        long number = Sequence.next(scope, "run", 1);
        while (find(scope, flowId, new Key(Long.toString(number))).isPresent()) {
            number = Sequence.next(scope, "run", 1);
        }
        return number;
    }

    /** Adds a run that is not there. */
    public static void insert(Scope scope, Run run) {
        scope.sql(
                        "INSERT INTO metaflow_run (node_id, workspace_id, flow_id, run_number,"
                                + " run_name, user_name, ts_ms, heartbeat_s, tags, system_tags,"
                                + " state, end_step) VALUES (:node, :workspace, :flow, :number,"
                                + " :name, :user, :ts, :heartbeat, :tags, :system, :state, :end)")
                .bind("node", run.nodeId())
                .bind("flow", run.flowId())
                .bind("number", run.number())
                .bind("name", run.name())
                .bind("user", run.user())
                .bind("ts", run.tsMillis())
                .bind("heartbeat", run.heartbeatSeconds())
                .bind("tags", Lists.text(run.tags()))
                .bind("system", Lists.text(run.systemTags()))
                .bind("state", run.state().word())
                .bind("end", run.endStep())
                .update();
        insertTags(scope, run.nodeId(), run.tags(), 0);
        insertTags(scope, run.nodeId(), run.systemTags(), 1);
    }

    private static void insertTags(Scope scope, int node, List<String> tags, int isSystem) {
        if (tags.isEmpty()) {
            return;
        }
        RowBatches.each(
                tags.stream().<List<?>>map(tag -> List.of(node, tag, isSystem)).toList(),
                rows ->
                        scope.db()
                                .sql(
                                        "INSERT INTO metaflow_tag (node_id, tag, is_system) VALUES :rows")
                                .bindRows("rows", rows)
                                .update());
    }

    /**
     * Replaces the tags that users gave.
     *
     * @return false when another write replaced them meanwhile; then nothing is changed
     */
    public static boolean replaceTags(Scope scope, Run run, List<String> tags) {
        int changed =
                scope.sql(
                                "UPDATE metaflow_run SET tags = :tags WHERE workspace_id ="
                                        + " :workspace AND node_id = :node AND tags = :before")
                        .bind("node", run.nodeId())
                        .bind("tags", Lists.text(tags))
                        .bind("before", Lists.text(run.tags()))
                        .update();
        if (changed == 0) {
            return false;
        }
        scope.db()
                .sql("DELETE FROM metaflow_tag WHERE node_id = :node AND is_system = 0")
                .bind("node", run.nodeId())
                .update();
        insertTags(scope, run.nodeId(), tags, 0);
        return true;
    }

    /** Notes when a run was last heard of; never earlier than it was before. */
    public static void heartbeat(Scope scope, int node, long seconds) {
        scope.sql(
                        "UPDATE metaflow_run SET heartbeat_s = :now WHERE workspace_id = :workspace"
                                + " AND node_id = :node AND (heartbeat_s IS NULL OR heartbeat_s <"
                                + " :now)")
                .bind("node", node)
                .bind("now", seconds)
                .update();
    }

    /** Notes what a run's state is now. */
    public static void state(Scope scope, int node, State state) {
        scope.sql(
                        "UPDATE metaflow_run SET state = :state WHERE workspace_id = :workspace AND"
                                + " node_id = :node")
                .bind("node", node)
                .bind("state", state.word())
                .update();
    }

    /** Notes which step ends the run. */
    public static void endStep(Scope scope, int node, String step) {
        scope.sql(
                        "UPDATE metaflow_run SET end_step = :step WHERE workspace_id = :workspace"
                                + " AND node_id = :node")
                .bind("node", node)
                .bind("step", step)
                .update();
    }

    /** Returns the runs that run and were last heard of before an instant. */
    public static List<Integer> silent(Scope scope, long beforeSeconds, int limit) {
        return scope.sql(
                        "SELECT node_id FROM metaflow_run WHERE workspace_id = :workspace AND state"
                                + " = 'running' AND heartbeat_s < :before ORDER BY heartbeat_s"
                                + " LIMIT :limit")
                .bind("before", beforeSeconds)
                .bind("limit", limit)
                .list(row -> (int) row.integer("node_id"));
    }

    private static Run row(Row row) {
        return new Run(
                (int) row.integer("node_id"),
                row.text("flow_id"),
                row.integer("run_number"),
                row.nullableText("run_name"),
                row.nullableText("user_name"),
                row.integer("ts_ms"),
                row.optionalInteger("heartbeat_s").orElse(null),
                Lists.read(row.text("tags")),
                Lists.read(row.text("system_tags")),
                State.of(row.text("state")),
                row.text("end_step"));
    }
}
