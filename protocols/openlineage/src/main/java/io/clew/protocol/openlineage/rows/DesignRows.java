package io.clew.protocol.openlineage.rows;

import io.clew.protocol.openlineage.runs.Design;
import io.clew.store.Db;
import java.util.Optional;

/** Keeps the newest design of each job, as a JobEvent told it. */
public final class DesignRows {
    private DesignRows() {}

    /** Returns the newest design of a job; empty when no JobEvent told one. */
    public static Optional<Design> find(Db db, int jobId) {
        return db.sql("SELECT record FROM ol_job WHERE node_id = :node AND record IS NOT NULL")
                .bind("node", jobId)
                .first(row -> Design.read(Packing.unpack(row.bytes("record"))));
    }

    /** Keeps the newest design of a job that has a row. */
    public static void keep(Db db, int jobId, Design design) {
        db.sql("UPDATE ol_job SET record = :record WHERE node_id = :node")
                .bind("node", jobId)
                .bind("record", Packing.pack(design.write()))
                .update();
    }
}
