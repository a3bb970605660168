package io.clew.protocol.openlineage.rows;

import io.clew.commit.Commit;
import io.clew.commit.Insert;
import io.clew.protocol.openlineage.runs.RunRecord;
import io.clew.protocol.openlineage.runs.RunRecordJson;
import io.clew.store.Db;
import java.util.Arrays;
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

    /** Keeps the record of a run, in place of the one before. */
    public static void keep(Commit commit, int nodeId, int jobId, RunRecord record) {
        RunRecord.Progress progress = record.progress();
        byte[] packed = Packing.pack(RunRecordJson.write(record));
        commit.insert(
                KEEP,
                Arrays.asList(
                        nodeId,
                        commit.workspaceId(),
                        record.runId(),
                        jobId,
                        progress.startMillis(),
                        progress.endMillis(),
                        progress.status(),
                        packed));
        // One that has ended is hardly ever asked for again.
        if (progress.endMillis() == null && packed.length <= REMEMBERED_BYTES_MAX) {
            commit.memory().remember(new Key(nodeId), record);
        } else {
            commit.memory().forget(new Key(nodeId));
        }
    }

    private static final Insert KEEP =
            new Insert(
                    "ol_run",
                    "INSERT INTO ol_run (node_id, workspace_id, run_id, job_id, started_ms,"
                            + " ended_ms, status, record) VALUES :rows ON CONFLICT (node_id) DO"
                            + " UPDATE SET workspace_id = excluded.workspace_id, run_id ="
                            + " excluded.run_id, job_id = excluded.job_id, started_ms ="
                            + " excluded.started_ms, ended_ms = excluded.ended_ms, status ="
                            + " excluded.status, record = excluded.record",
                    true);
}
