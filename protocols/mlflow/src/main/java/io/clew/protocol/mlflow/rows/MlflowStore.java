package io.clew.protocol.mlflow.rows;

import io.clew.commit.Commit;
import io.clew.commit.Committer;
import io.clew.model.ClewException;
import io.clew.model.Workspace;
import io.clew.protocol.mlflow.wire.Call;
import io.clew.store.Db;
import io.clew.store.Store;
import java.io.IOException;
import java.time.InstantSource;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Reads and writes MLflow's rows in the workspace of a call. */
public final class MlflowStore {
    private final Store store;
    private final Committer committer;
    private final InstantSource clock;
    private final ConcurrentHashMap<String, Integer> workspaceIds = new ConcurrentHashMap<>();

    public MlflowStore(Store store, Committer committer, InstantSource clock) {
        this.store = store;
        this.committer = committer;
        this.clock = clock;
    }

    /** Returns the time, in milliseconds since the epoch. */
    public long nowMillis() {
        return clock.millis();
    }

    /**
     * Runs a read on one snapshot of the call's workspace; the scope must not escape.
     *
     * @throws ClewException NOT_FOUND when there is no such workspace
     */
    public <T> T read(Call call, Function<Scope, T> work) {
        return store.read(db -> work.apply(new Scope(db, workspaceId(db, call.workspace()))));
    }

    /**
     * Makes one write with its audit entry over the call's body.
     *
     * @param operation the call's name in the log, such as {@code runs/create}
     * @param work may run more than once: ids and times that it needs are made before it
     */
    public <T> T write(Call call, String operation, Function<Commit, T> work) throws IOException {
        byte[] body = call.body();
        return committer.commit(
                call.intent(operation),
                commit -> {
                    commit.payload(body);
                    return work.apply(commit);
                });
    }

    /** Makes one write whose work says itself what its audit entry covers. */
    public <T> T writePoints(Call call, String operation, Function<Commit, T> work) {
        return committer.commit(call.intent(operation), work);
    }

    private int workspaceId(Db db, Workspace workspace) {
        Integer known = workspaceIds.get(workspace.name());
        if (known != null) {
            return known;
        }
        int id =
                db.sql("SELECT id FROM workspace WHERE name = :name")
                        .bind("name", workspace.name())
                        .first(row -> (int) row.integer("id"))
                        .orElseThrow(
                                () ->
                                        ClewException.notFound(
                                                "Workspace '" + workspace.name() + "' not found"));
        workspaceIds.put(workspace.name(), id);
        return id;
    }
}
