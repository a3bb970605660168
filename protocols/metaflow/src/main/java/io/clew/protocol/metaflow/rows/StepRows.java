package io.clew.protocol.metaflow.rows;

import io.clew.protocol.metaflow.wire.Cursor;
import io.clew.protocol.metaflow.wire.PageAsked;
import io.clew.store.Row;
import java.util.List;
import java.util.Optional;

/** Reads and writes the steps of runs. */
public final class StepRows {
    /** What the cursor of a list of steps holds. */
    public static final List<String> KEYS = List.of("ts_epoch", "step_name");

    public static final List<Class<?>> KINDS = List.of(Long.class, String.class);

    /** The run was found in the workspace; its node is no other's. */
    private static final String SELECT =
            "SELECT step_name, user_name, ts_ms FROM metaflow_step s WHERE EXISTS (SELECT 1 FROM"
                    + " metaflow_run r WHERE r.node_id = s.run_node AND r.workspace_id ="
                    + " :workspace)";

    private StepRows() {}

    /** Finds a step of a run. */
    public static Optional<Step> find(Scope scope, int runNode, String name) {
        return scope.sql(SELECT + " AND s.run_node = :run AND s.step_name = :name")
                .bind("run", runNode)
                .bind("name", name)
                .first(StepRows::row);
    }

    /** Returns all steps of a run, oldest first. */
    public static List<Step> all(Scope scope, int runNode) {
        return scope.sql(SELECT + " AND s.run_node = :run ORDER BY s.ts_ms, s.step_name")
                .bind("run", runNode)
                .list(StepRows::row);
    }

    /** Returns a page of a run's steps, newest first. */
    public static Page<Step> page(Scope scope, int runNode, PageAsked page) {
        SqlText sql =
                new SqlText(scope.db().dialect())
                        .add(SELECT)
                        .add(" AND s.run_node = ")
                        .bind((long) runNode);
        if (page.after() != null) {
            sql.add(" AND ").before(List.of("s.ts_ms", "s.step_name"), page.after().values());
        }
        sql.add(" ORDER BY s.ts_ms DESC, s.step_name DESC LIMIT ").bind((long) page.limit() + 1);
        return Page.of(
                sql.query(scope).list(StepRows::row),
                page.limit(),
                step -> new Cursor(List.of(step.tsMillis(), step.name())));
    }

    /** Adds a step that is not there. */
    public static void insert(Scope scope, int runNode, Step step) {
        scope.db()
                .sql(
                        "INSERT INTO metaflow_step (run_node, step_name, user_name, ts_ms) VALUES"
                                + " (:run, :name, :user, :ts)")
                .bind("run", runNode)
                .bind("name", step.name())
                .bind("user", step.user())
                .bind("ts", step.tsMillis())
                .update();
    }

    private static Step row(Row row) {
        return new Step(row.text("step_name"), row.nullableText("user_name"), row.integer("ts_ms"));
    }
}
