package io.clew.protocol.sagemaker.rows;

import io.clew.commit.Commit;
import io.clew.commit.Committer;
import io.clew.model.ClewException;
import io.clew.model.Workspace;
import io.clew.protocol.sagemaker.wire.Call;
import io.clew.store.Db;
import io.clew.store.Store;
import java.util.function.Function;

/** Reads and writes the protocol's rows in the workspace of a call. */
public final class SageMakerStore {
    private final Store store;
    private final Committer committer;

    public SageMakerStore(Store store, Committer committer) {
        this.store = store;
        this.committer = committer;
    }

    /**
     * Runs a read for a call on one snapshot; the scope must not escape.
     *
     * @throws ClewException NOT_FOUND when there is no such workspace
     */
    public <T> T read(Call call, Function<Scope, T> work) {
        return store.read(db -> work.apply(new Scope(db, workspaceId(db, call.workspace()))));
    }

    /**
     * Makes one write with its audit entry over the call's fields.
     *
     * @param work may run more than once
     */
    public <T> T write(Call call, Function<Commit, T> work) {
        byte[] payload = call.payload();
        return committer.commit(
                call.intent(),
                commit -> {
                    commit.payload(payload);
                    return work.apply(commit);
                });
    }

    /** Makes one write whose work says itself what its audit entry covers. */
    public <T> T writePoints(Call call, Function<Commit, T> work) {
        return committer.commit(call.intent(), work);
    }

    private static int workspaceId(Db db, Workspace workspace) {
        return db.sql("SELECT id FROM workspace WHERE name = :name")
                .bind("name", workspace.name())
                .first(row -> (int) row.integer("id"))
                .orElseThrow(
                        () ->
                                ClewException.notFound(
                                        "There is no workspace named %s."
                                                .formatted(workspace.name())));
    }
}
