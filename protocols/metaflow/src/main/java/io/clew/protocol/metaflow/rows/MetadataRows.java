package io.clew.protocol.metaflow.rows;

import io.clew.commit.Commit;
import io.clew.commit.Insert;
import io.clew.http.json.Json;
import io.clew.protocol.metaflow.wire.Cursor;
import io.clew.protocol.metaflow.wire.MetaflowAnswers;
import io.clew.protocol.metaflow.wire.PageAsked;
import io.clew.store.Row;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Reads and writes the metadata of tasks, newest first. */
public final class MetadataRows {
    /** What the cursor of a list of metadata holds. */
    public static final List<String> KEYS = List.of("ts_epoch", "id");

    public static final List<Class<?>> KINDS = List.of(Long.class, Long.class);

    private static final Insert INSERT =
            new Insert(
                    "metaflow_metadata",
                    "INSERT INTO metaflow_metadata (workspace_id, id, task_node, run_node,"
                            + " step_name, field_name, value, type, user_name, ts_ms, tags,"
                            + " system_tags) VALUES :rows");

    private static final String SELECT =
            "SELECT m.id, m.step_name, m.field_name, m.value, m.type, m.user_name, m.ts_ms, m.tags,"
                    + " m.system_tags, t.task_id, t.task_name FROM metaflow_metadata m JOIN"
                    + " metaflow_task t ON t.node_id = m.task_node WHERE m.workspace_id ="
                    + " :workspace AND ";

    private static final String ORDER = " ORDER BY m.ts_ms DESC, m.id DESC";

    private MetadataRows() {}

    /**
     * Adds what was said of a task.
     *
     * @param tsMillis when each was said, in the order of what was said
     */
    public static void insert(
            Commit commit, int runNode, Task task, List<Long> tsMillis, List<Datum> said) {
        if (said.isEmpty()) {
            return;
        }
        long id = Sequence.next(Scope.of(commit), "metadata", said.size());
        for (int i = 0; i < said.size(); i++) {
            Datum datum = said.get(i);
            commit.insert(
                    INSERT,
                    List.of(
                            commit.workspaceId(),
                            id++,
                            task.nodeId(),
                            runNode,
                            task.step(),
                            datum.field(),
                            MetaflowAnswers.text(datum.value()),
                            datum.type(),
                            datum.user(),
                            tsMillis.get(i),
                            Lists.text(datum.tags()),
                            Lists.text(datum.systemTags())));
        }
    }

    /** Returns all metadata of a task. */
    public static List<StoredDatum> ofTask(Scope scope, int taskNode) {
        return scope.sql(SELECT + "m.task_node = :node" + ORDER)
                .bind("node", taskNode)
                .list(MetadataRows::row);
    }

    /** Returns all metadata of a run. */
    public static List<StoredDatum> ofRun(Scope scope, int runNode) {
        return scope.sql(SELECT + "m.run_node = :node" + ORDER)
                .bind("node", runNode)
                .list(MetadataRows::row);
    }

    /** Returns a page of a task's metadata. */
    public static Page<StoredDatum> pageOfTask(Scope scope, int taskNode, PageAsked page) {
        return page(scope, "m.task_node = ", taskNode, page);
    }

    /** Returns a page of a run's metadata. */
    public static Page<StoredDatum> pageOfRun(Scope scope, int runNode, PageAsked page) {
        return page(scope, "m.run_node = ", runNode, page);
    }

    private static Page<StoredDatum> page(Scope scope, String of, int node, PageAsked page) {
        SqlText sql = new SqlText(scope.db().dialect()).add(SELECT).add(of).bind((long) node);
        if (page.after() != null) {
            sql.add(" AND ").before(List.of("m.ts_ms", "m.id"), page.after().values());
        }
        sql.add(ORDER).add(" LIMIT ").bind((long) page.limit() + 1);
        return Page.of(
                sql.query(scope).list(MetadataRows::row),
                page.limit(),
                datum -> new Cursor(List.of(datum.tsMillis(), datum.id())));
    }

    /**
     * Visits the values that a step's tasks have under a field.
     *
     * @param field null for every field
     * @param visitor takes the task's node and the value as clients read it
     */
    public static void values(
            Scope scope,
            int runNode,
            String step,
            @Nullable String field,
            BiConsumer<Integer, String> visitor) {
        SqlText sql =
                new SqlText(scope.db().dialect())
                        .add(
                                "SELECT m.task_node, m.value FROM metaflow_metadata m WHERE"
                                        + " m.workspace_id = :workspace AND m.run_node = ")
                        .bind((long) runNode)
                        .add(" AND m.step_name = ")
                        .bind(step);
        if (field != null) {
            sql.add(" AND m.field_name = ").bind(field);
        }
        sql.query(scope)
                .each(
                        row ->
                                visitor.accept(
                                        (int) row.integer("task_node"),
                                        shown(read(row.text("value")))));
    }

    /** Returns a value as clients read it: a text as it is, anything else as its JSON. */
    public static String shown(@Nullable Object value) {
        return value instanceof String text ? text : MetaflowAnswers.text(value);
    }

    private static @Nullable Object read(String json) {
        return Json.read(json.getBytes(StandardCharsets.UTF_8));
    }

    private static StoredDatum row(Row row) {
        String name = row.nullableText("task_name");
        return new StoredDatum(
                row.integer("id"),
                new Datum(
                        row.text("field_name"),
                        read(row.text("value")),
                        row.text("type"),
                        row.text("user_name"),
                        Lists.read(row.text("tags")),
                        Lists.read(row.text("system_tags"))),
                row.integer("ts_ms"),
                row.text("step_name"),
                name == null ? (Object) row.integer("task_id") : name);
    }
}
