package io.clew.protocol.metaflow.filter;

import io.clew.http.Query;
import io.clew.http.json.Text;
import io.clew.protocol.metaflow.rows.Conditions;
import io.clew.protocol.metaflow.rows.SqlText;
import io.clew.protocol.metaflow.wire.MetaflowAnswers;
import io.clew.protocol.metaflow.wire.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads the conditions of a query: a comma is OR, a repeated key is AND, {@code null} is no value.
 * A field that the list does not have is left out; a wrong operator or number is refused.
 */
public final class Filters {
    /** Most values of one query: each is a comparison, and a database takes a thousand. */
    private static final int VALUES_MAX = 500;

    /** Longest value: names are no longer, and SQLite takes patterns up to 50,000 bytes. */
    private static final int VALUE_CHARS_MAX = 2000;

    private static final Set<String> STATUSES = Set.of("running", "completed", "failed");

    private static final String USER =
            "(CASE WHEN EXISTS (SELECT 1 FROM metaflow_tag v WHERE v.node_id = r.node_id AND"
                    + " v.is_system = 1 AND v.tag = 'user:' || r.user_name) THEN r.user_name END)";

    private static final Map<String, Column> RUN =
            Map.of(
                    "flow_id", new Column("r.flow_id", Column.Kind.TEXT),
                    "run_number", new Column("r.run_number", Column.Kind.NUMBER),
                    "run_id", new Column("r.run_name", Column.Kind.TEXT),
                    "user_name", new Column("r.user_name", Column.Kind.TEXT),
                    "ts_epoch", new Column("r.ts_ms", Column.Kind.NUMBER),
                    "last_heartbeat_ts", new Column("r.heartbeat_s", Column.Kind.NUMBER),
                    "tags", new Column("r.tags", Column.Kind.TEXT),
                    "system_tags", new Column("r.system_tags", Column.Kind.TEXT),
                    "user", new Column(USER, Column.Kind.TEXT),
                    "status", new Column("r.state", Column.Kind.STATUS));

    private static final Map<String, Column> TASK =
            Map.of(
                    "task_id", new Column("t.task_id", Column.Kind.NUMBER),
                    "task_name", new Column("t.task_name", Column.Kind.TEXT),
                    "user_name", new Column("t.user_name", Column.Kind.TEXT),
                    "ts_epoch", new Column("t.ts_ms", Column.Kind.NUMBER),
                    "last_heartbeat_ts", new Column("t.heartbeat_s", Column.Kind.NUMBER));

    private final List<Conditions> conditions = new ArrayList<>();
    private final Set<String> fields = new TreeSet<>();
    private final long silentSinceSeconds;
    private int values;

    private Filters(long silentSinceSeconds) {
        this.silentSinceSeconds = silentSinceSeconds;
    }

    /**
     * Reads the conditions on a list of runs.
     *
     * @param silentSinceSeconds a running run that was last heard of before that failed
     */
    public static Filters ofRuns(Query query, long silentSinceSeconds) {
        Filters filters = new Filters(silentSinceSeconds);
        query.values().forEach((key, all) -> all.forEach(value -> filters.add(RUN, key, value)));
        return filters;
    }

    /** Reads the conditions on a list of tasks. */
    public static Filters ofTasks(Query query) {
        Filters filters = new Filters(0);
        query.values()
                .forEach(
                        (key, all) -> {
                            if (!key.startsWith("_")) {
                                all.forEach(value -> filters.add(TASK, key, value));
                            }
                        });
        return filters;
    }

    /** Says whether nothing is asked. */
    public boolean isEmpty() {
        return conditions.isEmpty();
    }

    /** Says whether a field is asked for. */
    public boolean names(String field) {
        return fields.contains(field);
    }

    /** Returns what to add to the statement. */
    public Conditions conditions() {
        return sql -> conditions.forEach(condition -> condition.addTo(sql));
    }

    private void add(Map<String, Column> columns, String key, String value) {
        int colon = key.indexOf(':');
        String field = colon < 0 ? key : key.substring(0, colon);
        String operator = colon < 0 ? "" : key.substring(colon + 1);
        if (field.equals("_tags")) {
            tags(operator, list(field, value));
            return;
        }
        Column column = columns.get(field);
        if (column == null) {
            return;
        }
        Operator op =
                Operator.of(operator.isEmpty() ? "eq" : operator)
                        .orElseThrow(() -> unsupported(operator, field));
        List<String> wanted = list(field, value);
        wanted.forEach(one -> check(field, column, op, one));
        fields.add(field);
        conditions.add(
                sql -> {
                    for (int i = 0; i < wanted.size(); i++) {
                        sql.add(i == 0 ? " AND (" : " OR ");
                        compare(sql, column, op, wanted.get(i));
                    }
                    sql.add(")");
                });
    }

    private List<String> list(String field, String value) {
        List<String> all = List.of(value.split(",", -1));
        values += all.size();
        if (values > VALUES_MAX || all.stream().anyMatch(v -> v.length() > VALUE_CHARS_MAX)) {
            throw refuse(
                    "invalid %s: at most %d values of at most %d characters were expected"
                            .formatted(field, VALUES_MAX, VALUE_CHARS_MAX));
        }
        Text.checked(field, value);
        return all;
    }

    private static void check(String field, Column column, Operator op, String value) {
        if (value.equals("null")) {
            return;
        }
        if (op == Operator.IS) {
            throw refuse("invalid %s: the operator 'is' takes null".formatted(field));
        }
        switch (column.kind()) {
            case TEXT -> {}
            case NUMBER -> number(field, value);
            case STATUS -> {
                if (!STATUSES.contains(value)) {
                    throw refuse("unsupported status filter: " + Text.cut(value, 100));
                }
            }
        }
    }

    private static long number(String field, String value) {
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException none) {
            throw refuse(
                    "invalid %s: expected an integer, got '%s'"
                            .formatted(field, Text.cut(value, 100)));
        }
    }

    private void compare(SqlText sql, Column column, Operator op, String value) {
        if (value.equals("null")) {
            sql.add(column.sql()).add(" IS NULL");
            return;
        }
        if (op.sql().isEmpty()) {
            pattern(sql, column, op.pattern(value));
            return;
        }
        expression(sql, column).add(" ").add(op.sql()).add(" ");
        sql.bind(column.kind() == Column.Kind.NUMBER ? (Object) Long.valueOf(value) : value);
    }

    private void pattern(SqlText sql, Column column, String pattern) {
        switch (column.kind()) {
            case TEXT -> sql.like(column.sql(), pattern);
            case NUMBER -> sql.like("CAST(" + column.sql() + " AS TEXT)", pattern);
            case STATUS -> {
                sql.add("(");
                expression(sql, column);
                sql.like(")", pattern);
            }
        }
    }

    private SqlText expression(SqlText sql, Column column) {
        if (column.kind() != Column.Kind.STATUS) {
            return sql.add(column.sql());
        }
        return sql.add(
                        "(CASE WHEN r.state = 'complete' THEN 'completed' WHEN r.state IN"
                                + " ('failed', 'silent') OR r.heartbeat_s < ")
                .bind(silentSinceSeconds)
                .add(" THEN 'failed' ELSE 'running' END)");
    }

    private void tags(String operator, List<String> tags) {
        boolean any = operator.equals("any") || operator.equals("likeany");
        boolean like = operator.startsWith("like");
        switch (operator) {
            case "", "any", "all", "likeany", "likeall" -> {}
            default -> throw unsupported(operator, "_tags");
        }
        conditions.add(
                sql -> {
                    for (int i = 0; i < tags.size(); i++) {
                        sql.add(i == 0 ? " AND (" : any ? " OR " : " AND ");
                        sql.add(
                                "EXISTS (SELECT 1 FROM metaflow_tag g WHERE g.node_id = r.node_id"
                                        + " AND ");
                        if (like) {
                            sql.contains("g.tag", tags.get(i));
                        } else {
                            sql.add("g.tag = ").bind(tags.get(i));
                        }
                        sql.add(")");
                    }
                    sql.add(")");
                });
    }

    private static Refusal unsupported(String operator, String field) {
        return refuse(
                "unsupported operator '%s' for field '%s'"
                        .formatted(Text.cut(operator, 100), field));
    }

    private static Refusal refuse(String message) {
        return new Refusal(MetaflowAnswers.text(400, message));
    }
}
