package io.clew.protocol.metaflow.rows;

import io.clew.commit.Commit;
import io.clew.commit.Committer;
import io.clew.commit.Intent;
import io.clew.model.Asserter;
import io.clew.model.ClewException;
import io.clew.model.Workspace;
import io.clew.store.Store;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Function;

/** Reads and writes the service's rows in the default workspace: its clients name no other. */
public final class MetaflowStore {
    private final Store store;
    private final Committer committer;
    private final InstantSource clock;
    private volatile int workspaceId;

    public MetaflowStore(Store store, Committer committer, InstantSource clock) {
        this.store = store;
        this.committer = committer;
        this.clock = clock;
    }

    /** Returns the time. */
    public Instant now() {
        return clock.instant();
    }

    /** Runs a read on one snapshot; the scope must not escape. */
    public <T> T read(Function<Scope, T> work) {
        return store.read(
                db -> {
                    int id = workspaceId;
                    if (id == 0) {
                        id =
                                db.sql("SELECT id FROM workspace WHERE name = :name")
                                        .bind("name", Workspace.DEFAULT.name())
                                        .first(row -> (int) row.integer("id"))
                                        .orElseThrow(() -> ClewException.notFound("no workspace"));
                        workspaceId = id;
                    }
                    return work.apply(new Scope(db, id));
                });
    }

    /**
     * Makes one write with its audit entry over the body of its request.
     *
     * @param operation the call's name in the log, such as {@code run/create}
     * @param work may run more than once
     */
    public <T> T write(Asserter by, String operation, byte[] body, Function<Commit, T> work) {
        return committer.commit(
                new Intent(Workspace.DEFAULT, by, operation),
                commit -> {
                    commit.payload(body);
                    return work.apply(commit);
                });
    }

    /** Makes one write whose work says itself what its audit entry covers. */
    public <T> T write(Asserter by, String operation, Function<Commit, T> work) {
        return committer.commit(new Intent(Workspace.DEFAULT, by, operation), work);
    }
}
