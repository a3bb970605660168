package io.clew.protocol.metaflow.rows;

import io.clew.protocol.metaflow.wire.Cursor;
import io.clew.protocol.metaflow.wire.Key;
import io.clew.protocol.metaflow.wire.PageAsked;
import io.clew.store.Row;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads and writes tasks; a run's node comes from a run that was found in the workspace. */
public final class TaskRows {
    /** What the cursor of a list of tasks holds. */
    public static final List<String> KEYS = List.of("ts_epoch", "task_id");

    public static final List<Class<?>> KINDS = List.of(Long.class, Long.class);

    private static final String COLUMNS =
            "t.node_id, t.step_name, t.task_id, t.task_name, t.user_name, t.ts_ms, t.heartbeat_s,"
                    + " t.state, t.attempt, t.started_ms, t.foreach_path";

    private static final String SELECT =
            "SELECT "
                    + COLUMNS
                    + " FROM metaflow_task t JOIN metaflow_run r ON r.node_id = t.run_node WHERE"
                    + " r.workspace_id = :workspace";

    private static final String OF_STEP = SELECT + " AND t.run_node = :run AND t.step_name = :step";

    private TaskRows() {}

    /** Finds a task by an id of a path. */
    public static Optional<Task> find(Scope scope, int runNode, String step, Key key) {
        OptionalLong number = key.number();
        if (key.isNumber() && number.isEmpty()) {
            return Optional.empty();
        }
        return scope.sql(
                        OF_STEP
                                + (key.isNumber()
                                        ? " AND t.task_id = :key"
                                        : " AND t.task_name = :key"))
                .bind("run", runNode)
                .bind("step", step)
                .bind("key", key.isNumber() ? (Object) number.getAsLong() : key.text())
                .first(TaskRows::row);
    }

    /** Finds a task by its node. */
    public static Optional<Task> find(Scope scope, int nodeId) {
        return scope.sql(SELECT + " AND t.node_id = :node")
                .bind("node", nodeId)
                .first(TaskRows::row);
    }

    /** Returns all tasks of a step, oldest first. */
    public static List<Task> all(Scope scope, int runNode, String step) {
        return scope.sql(OF_STEP + " ORDER BY t.ts_ms, t.task_id")
                .bind("run", runNode)
                .bind("step", step)
                .list(TaskRows::row);
    }

    /** Returns the tasks of a step by their ids. */
    public static List<Task> byId(Scope scope, int runNode, String step) {
        return scope.sql(OF_STEP + " ORDER BY t.task_id")
                .bind("run", runNode)
                .bind("step", step)
                .list(TaskRows::row);
    }

    /** Returns the tasks of a run that succeeded, but for the one of its parameters. */
    public static List<Task> complete(Scope scope, int runNode) {
        return scope.sql(
                        SELECT
                                + " AND t.run_node = :run AND t.state = 'complete' AND t.step_name"
                                + " <> :parameters ORDER BY t.ended_ms, t.task_id")
                .bind("run", runNode)
                .bind("parameters", Task.PARAMETERS)
                .list(TaskRows::row);
    }

    /** Returns a page of a step's tasks that match some conditions, newest first. */
    public static Page<Task> page(
            Scope scope, int runNode, String step, Conditions conditions, PageAsked page) {
        SqlText sql =
                new SqlText(scope.db().dialect())
                        .add(SELECT)
                        .add(" AND t.run_node = ")
                        .bind((long) runNode)
                        .add(" AND t.step_name = ")
                        .bind(step);
        conditions.addTo(sql);
        if (page.after() != null) {
            sql.add(" AND ").before(List.of("t.ts_ms", "t.task_id"), page.after().values());
        }
        sql.add(" ORDER BY t.ts_ms DESC, t.task_id DESC LIMIT ").bind((long) page.limit() + 1);
        return Page.of(
                sql.query(scope).list(TaskRows::row),
                page.limit(),
                task -> new Cursor(List.of(task.tsMillis(), task.id())));
    }

    /** Returns a number that no task of the step has. */
    public static long nextId(Scope scope, int runNode, String step) {
        long id = Sequence.next(scope, "task", 1);
        while (find(scope, runNode, step, new Key(Long.toString(id))).isPresent()) {
            id = Sequence.next(scope, "task", 1);
        }
        return id;
    }

    /** Adds a task that is not there. */
    public static void insert(Scope scope, int runNode, Task task) {
        scope.db()
                .sql(
                        "INSERT INTO metaflow_task (node_id, run_node, step_name, task_id,"
                                + " task_name, user_name, ts_ms, heartbeat_s, state, attempt,"
                                + " foreach_path) VALUES (:node, :run, :step, :id, :name, :user,"
                                + " :ts, :heartbeat, :state, :attempt, :path)")
                .bind("node", task.nodeId())
                .bind("run", runNode)
                .bind("step", task.step())
                .bind("id", task.id())
                .bind("name", task.name())
                .bind("user", task.user())
                .bind("ts", task.tsMillis())
                .bind("heartbeat", task.heartbeatSeconds())
                .bind("state", task.state().word())
                .bind("attempt", task.attempt())
                .bind("path", task.foreachPath())
                .update();
    }

    /** Notes when a task was last heard of; never earlier than it was before. */
    public static void heartbeat(Scope scope, int node, long seconds) {
        scope.db()
                .sql(
                        "UPDATE metaflow_task SET heartbeat_s = :now WHERE node_id = :node AND"
                                + " (heartbeat_s IS NULL OR heartbeat_s < :now)")
                .bind("node", node)
                .bind("now", seconds)
                .update();
    }

    /** Notes that an attempt began. */
    public static void began(Scope scope, int node, int attempt, long atMillis) {
        scope.db()
                .sql(
                        "UPDATE metaflow_task SET attempt = :attempt, started_ms = :at, ended_ms ="
                                + " NULL, state = 'running' WHERE node_id = :node")
                .bind("node", node)
                .bind("attempt", attempt)
                .bind("at", atMillis)
                .update();
    }

    /** Notes what a task's state is now, and when it ended; null while it has not. */
    public static void state(
            Scope scope, int node, State state, @org.jspecify.annotations.Nullable Long endMillis) {
        scope.db()
                .sql(
                        "UPDATE metaflow_task SET state = :state, ended_ms = :end WHERE node_id ="
                                + " :node")
                .bind("node", node)
                .bind("state", state.word())
                .bind("end", endMillis)
                .update();
    }

    /** Notes where in its foreachs a task is. */
    public static void foreachPath(Scope scope, int node, String path) {
        scope.db()
                .sql("UPDATE metaflow_task SET foreach_path = :path WHERE node_id = :node")
                .bind("node", node)
                .bind("path", path)
                .update();
    }

    /** Says whether a run has a task in a state; of a step only when one is given. */
    public static boolean any(Scope scope, int runNode, State state, String step) {
        return scope.sql(
                        SELECT
                                + " AND t.run_node = :run AND t.state = :state AND (:step = '' OR"
                                + " t.step_name = :step) LIMIT 1")
                .bind("run", runNode)
                .bind("state", state.word())
                .bind("step", step)
                .first(TaskRows::row)
                .isPresent();
    }

    /** Returns the tasks that run and were last heard of before an instant. */
    public static List<Integer> silent(Scope scope, long beforeSeconds, int limit) {
        return scope.sql(
                        "SELECT t.node_id FROM metaflow_task t JOIN metaflow_run r ON r.node_id ="
                                + " t.run_node WHERE r.workspace_id = :workspace AND t.state ="
                                + " 'running' AND t.heartbeat_s < :before ORDER BY t.heartbeat_s"
                                + " LIMIT :limit")
                .bind("before", beforeSeconds)
                .bind("limit", limit)
                .list(row -> (int) row.integer("node_id"));
    }

    /** Returns the run of a task that is there. */
    public static int runOf(Scope scope, int node) {
        return scope.db()
                .sql("SELECT run_node FROM metaflow_task WHERE node_id = :node")
                .bind("node", node)
                .first(row -> (int) row.integer("run_node"))
                .orElseThrow();
    }

    static Task row(Row row) {
        return new Task(
                (int) row.integer("node_id"),
                row.text("step_name"),
                row.integer("task_id"),
                row.nullableText("task_name"),
                row.nullableText("user_name"),
                row.integer("ts_ms"),
                row.optionalInteger("heartbeat_s").orElse(null),
                State.of(row.text("state")),
                (int) row.integer("attempt"),
                row.optionalInteger("started_ms").orElse(null),
                row.text("foreach_path"));
    }
}
