package io.clew.protocol.openlineage.rows;

import io.clew.commit.Commit;
import io.clew.protocol.openlineage.runs.RunRecord;
import io.clew.protocol.openlineage.runs.RunRecordJson;
import io.clew.store.Db;
import java.util.Optional;

/** Keeps what all events of a run say together. */
public final class RunRows {
    private RunRows() {}

    /** Longest packed record that is remembered: of a run with some dozens of datasets. */
    private static final int REMEMBERED_BYTES_MAX = 1024;

    private record Key(int node) {}

    /** Returns the record of a run by its node. */
    public static Optional<RunRecord> find(Commit commit, int nodeId) {
        return commit.memory().recall(new Key(nodeId)) instanceof RunRecord known
                ? Optional.of(known)
                : find(commit.db(), nodeId);
    }

    /** Returns the record of a run by its node. */
    public static Optional<RunRecord> find(Db db, int nodeId) {
        return db.sql("SELECT run_id, record FROM ol_run WHERE node_id = :node")
                .bind("node", nodeId)
                .first(
                        row ->
                                RunRecordJson.read(
                                        Packing.unpack(row.bytes("record")), row.text("run_id")));
    }

    /** Keeps the record of a run that has one, or has none yet. */
    public static void keep(Commit commit, int nodeId, int jobId, RunRecord record, boolean isNew) {
        long end = record.endMillis();
        byte[] packed = Packing.pack(RunRecordJson.write(record));
        commit.db()
                .sql(isNew ? INSERT : UPDATE)
                .bind("node", nodeId)
                .bind("workspace", commit.workspaceId())
                .bind("run", record.runId())
                .bind("job", jobId)
                .bind("started", record.startMillis())
                .bind("ended", end == Long.MIN_VALUE ? null : end)
                .bind("status", record.status())
                .bind("record", packed)
                .update();
        // One that has ended is hardly ever asked for again.
        if (end == Long.MIN_VALUE && packed.length <= REMEMBERED_BYTES_MAX) {
            commit.memory().remember(new Key(nodeId), record);
        } else {
            commit.memory().forget(new Key(nodeId));
        }
    }

    private static final String INSERT =
            "INSERT INTO ol_run (node_id, workspace_id, run_id, job_id, started_ms, ended_ms,"
                    + " status, record) VALUES (:node, :workspace, :run, :job, :started, :ended,"
                    + " :status, :record)";

    private static final String UPDATE =
            "UPDATE ol_run SET workspace_id = :workspace, run_id = :run, job_id = :job, started_ms"
                    + " = :started, ended_ms = :ended, status = :status, record = :record WHERE"
                    + " node_id = :node";
}
