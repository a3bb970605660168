package io.clew.protocol.metaflow.rows;

import io.clew.protocol.metaflow.wire.Cursor;
import io.clew.protocol.metaflow.wire.PageAsked;
import io.clew.store.Row;
import java.util.List;
import java.util.Optional;

/** Reads and writes flows. */
public final class FlowRows {
    /** What the cursor of a list of flows holds. */
    public static final List<String> KEYS = List.of("ts_epoch", "flow_id");

    public static final List<Class<?>> KINDS = List.of(Long.class, String.class);

    private static final String SELECT =
            "SELECT flow_id, user_name, ts_ms, tags, system_tags FROM metaflow_flow WHERE"
                    + " workspace_id = :workspace";

    private FlowRows() {}

    /** Finds a flow. */
    public static Optional<Flow> find(Scope scope, String flowId) {
        return scope.sql(SELECT + " AND flow_id = :flow").bind("flow", flowId).first(FlowRows::row);
    }

    /** Returns all flows, oldest first. */
    public static List<Flow> all(Scope scope) {
        return scope.sql(SELECT + " ORDER BY ts_ms, flow_id").list(FlowRows::row);
    }

    /** Returns a page of flows, newest first. */
    public static Page<Flow> page(Scope scope, PageAsked page) {
        SqlText sql = new SqlText(scope.db().dialect()).add(SELECT);
        if (page.after() != null) {
            sql.add(" AND ").before(List.of("ts_ms", "flow_id"), page.after().values());
        }
        sql.add(" ORDER BY ts_ms DESC, flow_id DESC LIMIT ").bind((long) page.limit() + 1);
        return Page.of(
                sql.query(scope).list(FlowRows::row),
                page.limit(),
                flow -> new Cursor(List.of(flow.tsMillis(), flow.flowId())));
    }

    /** Adds a flow that is not there. */
    public static void insert(Scope scope, Flow flow) {
        scope.sql(
                        "INSERT INTO metaflow_flow (workspace_id, flow_id, user_name, ts_ms, tags,"
                                + " system_tags) VALUES (:workspace, :flow, :user, :ts, :tags,"
                                + " :system)")
                .bind("flow", flow.flowId())
                .bind("user", flow.user())
                .bind("ts", flow.tsMillis())
                .bind("tags", Lists.text(flow.tags()))
                .bind("system", Lists.text(flow.systemTags()))
                .update();
    }

    private static Flow row(Row row) {
        return new Flow(
                row.text("flow_id"),
                row.nullableText("user_name"),
                row.integer("ts_ms"),
                Lists.read(row.text("tags")),
                Lists.read(row.text("system_tags")));
    }
}
