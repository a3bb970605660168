package io.clew.protocol.metaflow.rows;

import io.clew.commit.Commit;
import io.clew.store.Db;
import io.clew.store.Query;

/**
 * Ties a transaction to the one workspace that it may see.
 *
 * @param workspaceId the workspace's number in every row
 */
public record Scope(Db db, int workspaceId) {

    /** Makes the scope of a write. */
    public static Scope of(Commit commit) {
        return new Scope(commit.db(), commit.workspaceId());
    }

    /** Prepares a statement whose parameter {@code :workspace} is bound; it must have one. */
    public Query sql(String sql) {
        return db.sql(sql).bind("workspace", workspaceId);
    }
}
