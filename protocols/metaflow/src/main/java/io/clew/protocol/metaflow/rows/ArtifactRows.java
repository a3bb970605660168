package io.clew.protocol.metaflow.rows;

import io.clew.commit.Commit;
import io.clew.commit.Insert;
import io.clew.protocol.metaflow.wire.Cursor;
import io.clew.protocol.metaflow.wire.PageAsked;
import io.clew.store.Row;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads and writes what tasks registered as artifacts. */
public final class ArtifactRows {
    /** What the cursor of a list of artifacts holds. */
    public static final List<String> KEYS = List.of("ts_epoch", "task_id", "name");

    public static final List<Class<?>> KINDS = List.of(Long.class, Long.class, String.class);

    /** The artifact that every attempt registers. */
    private static final String FLOW_NAME = "name";

    private static final Insert INSERT =
            new Insert(
                    "metaflow_artifact",
                    "INSERT INTO metaflow_artifact (task_node, attempt, name, run_node, location,"
                            + " ds_type, sha, type, content_type, user_name, ts_ms, tags,"
                            + " system_tags, product_node) VALUES :rows");

    private static final String SELECT =
            "SELECT a.attempt, a.name, a.location, a.ds_type, a.sha, a.type, a.content_type,"
                    + " a.user_name, a.ts_ms, a.tags, a.system_tags, t.step_name, t.task_id,"
                    + " t.task_name FROM metaflow_task t JOIN metaflow_run r ON r.node_id ="
                    + " t.run_node JOIN metaflow_artifact a ON a.task_node = t.node_id WHERE"
                    + " r.workspace_id = :workspace AND ";

    private static final String LATEST =
            " AND a.attempt = (SELECT MAX(b.attempt) FROM metaflow_artifact b WHERE b.task_node ="
                    + " a.task_node)";

    /** Names whose artifacts are listed: a run's, one step's or one task's. */
    public enum Of {
        RUN,
        STEP,
        TASK
    }

    /**
     * Says whose artifacts are listed.
     *
     * @param node the run's node, or the task's
     * @param step the step; empty but for one
     */
    public record Whose(Of of, int node, String step) {}

    private ArtifactRows() {}

    /** Adds an artifact that its task and attempt do not have. */
    public static void insert(
            Commit commit,
            int runNode,
            Task task,
            long tsMillis,
            Artifact artifact,
            int productNode) {
        commit.insert(
                INSERT,
                List.of(
                        task.nodeId(),
                        artifact.attempt(),
                        artifact.name(),
                        runNode,
                        artifact.location(),
                        artifact.dsType(),
                        artifact.sha(),
                        artifact.type(),
                        artifact.contentType(),
                        artifact.user(),
                        tsMillis,
                        Lists.text(artifact.tags()),
                        Lists.text(artifact.systemTags()),
                        productNode));
    }

    /** One artifact's key within its task. */
    public record Id(long attempt, String name) {}

    /** Returns which artifacts a task has. */
    public static Set<Id> ids(Scope scope, int taskNode) {
        Set<Id> ids = new HashSet<>();
        scope.db()
                .sql("SELECT attempt, name FROM metaflow_artifact WHERE task_node = :node")
                .bind("node", taskNode)
                .each(row -> ids.add(new Id(row.integer("attempt"), row.text("name"))));
        return ids;
    }

    /**
     * Returns an artifact of the latest attempt: of what earlier attempts made it is none. Each
     * attempt of Metaflow's registers the name of the flow, which tells the latest; of a task
     * without it the latest attempt that has the artifact counts.
     */
    public static Optional<StoredArtifact> latest(Scope scope, int taskNode, String name) {
        Optional<Long> attempt = newest(scope, taskNode, FLOW_NAME).map(ArtifactRows::attempt);
        return attempt.isEmpty()
                ? newest(scope, taskNode, name)
                : ofAttempt(scope, taskNode, name, attempt.get());
    }

    private static long attempt(StoredArtifact found) {
        return found.artifact().attempt();
    }

    private static Optional<StoredArtifact> newest(Scope scope, int taskNode, String name) {
        return scope.sql(
                        SELECT
                                + "t.node_id = :node AND a.name = :name ORDER BY a.attempt DESC"
                                + " LIMIT 1")
                .bind("node", taskNode)
                .bind("name", name)
                .first(ArtifactRows::row);
    }

    /** Returns an artifact of an attempt. */
    public static Optional<StoredArtifact> ofAttempt(
            Scope scope, int taskNode, String name, long attempt) {
        return scope.sql(SELECT + "t.node_id = :node AND a.name = :name AND a.attempt = :attempt")
                .bind("node", taskNode)
                .bind("name", name)
                .bind("attempt", attempt)
                .first(ArtifactRows::row);
    }

    /** Returns the artifacts of an attempt of a task. */
    public static List<StoredArtifact> ofAttempt(Scope scope, int taskNode, long attempt) {
        return scope.sql(SELECT + "t.node_id = :node AND a.attempt = :attempt ORDER BY a.name")
                .bind("node", taskNode)
                .bind("attempt", attempt)
                .list(ArtifactRows::row);
    }

    /** Returns artifacts, of each task those of its latest attempt. */
    public static List<StoredArtifact> all(Scope scope, Whose whose) {
        return where(scope, whose)
                .add(" ORDER BY a.ts_ms, t.task_id, a.name")
                .query(scope)
                .list(ArtifactRows::row);
    }

    /** Returns a page of artifacts, of each task those of its latest attempt, newest first. */
    public static Page<StoredArtifact> page(Scope scope, Whose whose, PageAsked page) {
        SqlText sql = where(scope, whose);
        if (page.after() != null) {
            List<Object> last = page.after().values();
            // The time apart, too: that is what an index can begin at.
            sql.add(" AND a.ts_ms <= ").bind(last.getFirst());
            sql.add(" AND ").before(List.of("a.ts_ms", "t.task_id", "a.name"), last);
        }
        sql.add(" ORDER BY a.ts_ms DESC, t.task_id DESC, a.name DESC LIMIT ")
                .bind((long) page.limit() + 1);
        return Page.of(
                sql.query(scope).list(ArtifactRows::row),
                page.limit(),
                found ->
                        new Cursor(
                                List.of(
                                        found.tsMillis(),
                                        found.taskNumber(),
                                        found.artifact().name())));
    }

    private static SqlText where(Scope scope, Whose whose) {
        SqlText sql = new SqlText(scope.db().dialect()).add(SELECT);
        switch (whose.of()) {
            case RUN -> sql.add("a.run_node = ").bind((long) whose.node());
            case STEP ->
                    sql.add("a.run_node = ")
                            .bind((long) whose.node())
                            .add(" AND t.step_name = ")
                            .bind(whose.step());
            case TASK -> sql.add("t.node_id = ").bind((long) whose.node());
        }
        return sql.add(LATEST);
    }

    private static StoredArtifact row(Row row) {
        String name = row.nullableText("task_name");
        return new StoredArtifact(
                new Artifact(
                        row.text("name"),
                        row.integer("attempt"),
                        row.text("location"),
                        row.text("ds_type"),
                        row.text("sha"),
                        row.text("type"),
                        row.text("content_type"),
                        row.text("user_name"),
                        Lists.read(row.text("tags")),
                        Lists.read(row.text("system_tags"))),
                row.integer("ts_ms"),
                row.text("step_name"),
                row.integer("task_id"),
                name == null ? (Object) row.integer("task_id") : name);
    }
}
