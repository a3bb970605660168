package io.clew.protocol.openlineage.rows;

import io.clew.identity.Segments;
import io.clew.store.Db;
import java.time.Instant;

/** Keeps the jobs and the datasets that events named, in their two tables of one form. */
public enum NamedRows {
    JOBS("ol_job"),
    DATASETS("ol_dataset");

    private final String keep;

    NamedRows(String table) {
        this.keep =
                "INSERT INTO "
                        + table
                        + " (node_id, workspace_id, namespace, name, created_ms, updated_ms)"
                        + " VALUES (:node, :workspace, :namespace, :name, :now, :now) ON CONFLICT"
                        + " (node_id) DO UPDATE SET updated_ms = excluded.updated_ms";
    }

    /** Keeps that something of a job or dataset was recorded. */
    public void keep(
            Db db, int workspaceId, int nodeId, String namespace, String name, Instant now) {
        db.sql(keep)
                .bind("node", nodeId)
                .bind("workspace", workspaceId)
                .bind("namespace", Segments.of(namespace))
                .bind("name", Segments.of(name))
                .bind("now", now.toEpochMilli())
                .post();
    }
}
