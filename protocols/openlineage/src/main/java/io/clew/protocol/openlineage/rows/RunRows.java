package io.clew.protocol.openlineage.rows;

import io.clew.protocol.openlineage.runs.RunRecord;
import io.clew.protocol.openlineage.runs.RunRecordJson;
import io.clew.store.Db;
import java.util.Optional;

/** Keeps what all events of a run say together. */
public final class RunRows {
    private RunRows() {}

    /** Returns the record of a run by its node. */
    public static Optional<RunRecord> find(Db db, int nodeId) {
        return db.sql("SELECT record FROM ol_run WHERE node_id = :node")
                .bind("node", nodeId)
                .first(row -> RunRecordJson.read(Packing.unpack(row.bytes("record"))));
    }

    /** Keeps the record of a run that has one, or has none yet. */
    public static void keep(
            Db db, int workspaceId, int nodeId, int jobId, RunRecord record, boolean isNew) {
        long end = record.endMillis();
        db.sql(isNew ? INSERT : UPDATE)
                .bind("node", nodeId)
                .bind("workspace", workspaceId)
                .bind("run", record.runId())
                .bind("job", jobId)
                .bind("started", record.startMillis())
                .bind("ended", end == Long.MIN_VALUE ? null : end)
                .bind("status", record.status())
                .bind("record", Packing.pack(RunRecordJson.write(record)))
                .update();
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
