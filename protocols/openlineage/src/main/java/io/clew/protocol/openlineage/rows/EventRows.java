package io.clew.protocol.openlineage.rows;

import io.clew.commit.Commit;
import io.clew.commit.Insert;
import io.clew.store.Db;
import io.clew.store.Row;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps events as they came, and finds them again. */
public final class EventRows {

    static final String COLUMNS =
            "position, at_ms, form, type, job_id, run_id, dataset_id, payload";

    private EventRows() {}

    /**
     * Keeps an event.
     *
     * @param packed its bytes, by {@link Packing}
     */
    public static void insert(
            Commit commit,
            long atMillis,
            EventForm form,
            @Nullable String type,
            @Nullable Integer jobId,
            @Nullable Integer runId,
            @Nullable Integer datasetId,
            byte[] packed) {
        commit.insert(
                INSERT,
                Arrays.asList(
                        commit.position(),
                        commit.workspaceId(),
                        atMillis,
                        form.ordinal(),
                        type,
                        jobId,
                        runId,
                        datasetId,
                        packed));
    }

    /** Says whether the very event was taken before, told of a job without a run. */
    public static boolean isJobEventThere(
            Commit commit, int job, long atMillis, EventDigest digest) {
        return isThere(commit, "job_id = :node AND run_id IS NULL", job, atMillis, digest);
    }

    /** Says whether the very event was taken before, told of a dataset alone. */
    public static boolean isDatasetEventThere(
            Commit commit, int dataset, long atMillis, EventDigest digest) {
        return isThere(commit, "dataset_id = :node", dataset, atMillis, digest);
    }

    /** Returns the newest events of a job without a run, by event time. */
    public static List<EventRow> newestOfJob(Commit commit, int job, int limit) {
        return newest(commit, "job_id = :node AND run_id IS NULL", job, limit);
    }

    /** Returns the newest events of a dataset alone, by event time. */
    public static List<EventRow> newestOfDataset(Commit commit, int dataset, int limit) {
        return newest(commit, "dataset_id = :node", dataset, limit);
    }

    private static List<EventRow> newest(Commit commit, String ofNode, int node, int limit) {
        return commit.db()
                .sql(
                        "SELECT "
                                + COLUMNS
                                + " FROM ol_event WHERE "
                                + ofNode
                                + " AND workspace_id = :workspace ORDER BY at_ms DESC, position"
                                + " DESC LIMIT :limit")
                .bind("node", node)
                .bind("workspace", commit.workspaceId())
                .bind("limit", limit)
                .list(EventRows::row);
    }

    private static boolean isThere(
            Commit commit, String ofNode, int node, long atMillis, EventDigest digest) {
        return commit
                .db()
                .sql(
                        "SELECT payload FROM ol_event WHERE "
                                + ofNode
                                + " AND at_ms = :at AND workspace_id = :workspace")
                .bind("node", node)
                .bind("at", atMillis)
                .bind("workspace", commit.workspaceId())
                .list(row -> EventDigest.of(Packing.unpack(row.bytes("payload"))))
                .stream()
                .anyMatch(there -> Arrays.equals(there.sha256(), digest.sha256()));
    }

    private static final Insert INSERT =
            new Insert(
                    "ol_event",
                    "INSERT INTO ol_event (position, workspace_id, at_ms, form, type, job_id,"
                            + " run_id, dataset_id, payload) VALUES :rows");

    /** Returns an event by its log position. */
    public static Optional<EventRow> find(Db db, int workspaceId, long position) {
        return db.sql(
                        "SELECT "
                                + COLUMNS
                                + " FROM ol_event WHERE position = :position AND workspace_id ="
                                + " :workspace")
                .bind("position", position)
                .bind("workspace", workspaceId)
                .first(EventRows::row);
    }

    /** Returns an event by its log position, of whatever workspace. */
    public static Optional<EventRow> at(Db db, long position) {
        return db.sql("SELECT " + COLUMNS + " FROM ol_event WHERE position = :position")
                .bind("position", position)
                .first(EventRows::row);
    }

    /** Returns the events of a workspace after a log position, in log order. */
    public static List<EventRow> after(Db db, int workspaceId, long position, int limit) {
        return db.sql(
                        "SELECT "
                                + COLUMNS
                                + " FROM ol_event WHERE workspace_id = :workspace AND position >"
                                + " :position ORDER BY position LIMIT :limit")
                .bind("workspace", workspaceId)
                .bind("position", position)
                .bind("limit", limit)
                .list(EventRows::row);
    }

    /** Reads a row of {@code ol_event} that has all columns. */
    public static EventRow row(Row row) {
        return new EventRow(
                row.integer("position"),
                row.integer("at_ms"),
                EventForm.values()[(int) row.integer("form")],
                row.nullableText("type"),
                row.optionalInteger("job_id").orElse(null),
                row.optionalInteger("run_id").orElse(null),
                row.optionalInteger("dataset_id").orElse(null),
                Packing.unpack(row.bytes("payload")));
    }
}
