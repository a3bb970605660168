package io.clew.protocol.openlineage.rows;

import io.clew.commit.Commit;
import io.clew.model.EdgeKind;
import io.clew.store.Query;
import java.util.List;

/** Finds the events that come after a moment by event time, of one thing, in that order. */
public enum LaterEventRows {
    /** Those of the workspace, whatever they name. */
    OF_ALL(""),

    /** Those of a job's runs, and those that tell its design. */
    OF_JOB(
            "SELECT v.position FROM ol_run r JOIN ol_event v ON v.run_id = r.node_id WHERE r.job_id"
                    + " = :node UNION SELECT v.position FROM ol_event v WHERE v.job_id = :node AND"
                    + " v.run_id IS NULL"),

    /** Those of the runs and designs that ever led to or from a dataset, and its own. */
    OF_DATASET(
            "SELECT v.position FROM (SELECT e.from_id AS id FROM edge_fact e WHERE e.to_id = :node"
                    + " AND e.kind = :used UNION SELECT e.to_id AS id FROM edge_fact e WHERE e.from_id"
                    + " = :node AND e.kind = :made UNION SELECT u.from_id AS id FROM edge_fact e JOIN"
                    + " edge_fact u ON u.to_id = e.from_id AND u.kind = :used WHERE e.to_id = :node AND"
                    + " e.kind = :of UNION SELECT m.to_id AS id FROM edge_fact e JOIN edge_fact m ON"
                    + " m.from_id = e.from_id AND m.kind = :made WHERE e.to_id = :node AND e.kind ="
                    + " :of) t JOIN ol_event v ON v.run_id = t.id OR (v.job_id = t.id AND v.run_id IS"
                    + " NULL) UNION SELECT v.position FROM ol_event v WHERE v.dataset_id = :node"),

    /** Those of a run. */
    OF_RUN("SELECT v.position FROM ol_event v WHERE v.run_id = :node");

    private final String positions;

    LaterEventRows(String positions) {
        this.positions = positions;
    }

    /**
     * An event.
     *
     * @param packed its bytes, by {@link Packing}
     */
    public record Later(long position, long millis, byte[] packed) {}

    /** Returns when the newest event of a commit's workspace is, as {@link #newestMillis}. */
    public static long newestOfAll(Commit commit) {
        return OF_ALL.newestMillis(commit, -1);
    }

    /** Returns the event time of the newest; {@code Long.MIN_VALUE} when there is none. */
    public long newestMillis(Commit commit, int node) {
        return bound(commit, "MAX(at_ms) AS newest_ms", "", node)
                .first(row -> row.optionalInteger("newest_ms"))
                .flatMap(found -> found)
                .orElse(Long.MIN_VALUE);
    }

    /**
     * Returns the next events after an event time and, at that time, a log position.
     *
     * @param node of the job, dataset or run
     */
    public List<Later> after(Commit commit, int node, long atMillis, long position, int limit) {
        return bound(
                        commit,
                        "position, at_ms, payload",
                        " AND (at_ms, position) > (:at, :position) ORDER BY at_ms, position LIMIT"
                                + " :limit",
                        node)
                .bind("at", atMillis)
                .bind("position", position)
                .bind("limit", limit)
                .list(
                        row ->
                                new Later(
                                        row.integer("position"),
                                        row.integer("at_ms"),
                                        row.bytes("payload")));
    }

    private Query bound(Commit commit, String columns, String rest, int node) {
        String named = this == OF_ALL ? "" : " AND position IN (" + positions + ")";
        Query query =
                commit.db()
                        .sql(
                                "SELECT "
                                        + columns
                                        + " FROM ol_event WHERE workspace_id = :workspace"
                                        + named
                                        + rest)
                        .bind("workspace", commit.workspaceId());
        if (this != OF_ALL) {
            query.bind("node", node);
        }
        return this == OF_DATASET
                ? query.bind("used", EdgeKind.USED.wireName())
                        .bind("made", EdgeKind.GENERATED_BY.wireName())
                        .bind("of", EdgeKind.VERSION_OF.wireName())
                : query;
    }
}
