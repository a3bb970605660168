package io.clew.protocol.mlflow.rows;

import io.clew.commit.Commit;
import io.clew.commit.Committer;
import io.clew.commit.Intent;
import io.clew.model.Asserter;
import io.clew.model.ClewException;
import io.clew.model.Workspace;
import io.clew.protocol.mlflow.wire.Acting;
import io.clew.protocol.mlflow.wire.Call;
import io.clew.store.Db;
import io.clew.store.Store;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

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
    public <T> T read(Acting call, Function<Scope, T> work) {
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
    public <T> T writePoints(Acting call, String operation, Function<Commit, T> work) {
        return committer.commit(call.intent(operation), work);
    }

    /**
     * Makes one write by Clew itself in each workspace that needs it.
     *
     * @param needed asked before and again within the write, as another server may be faster
     */
    public void eachWorkspace(String operation, Predicate<Scope> needed, Consumer<Commit> work) {
        List<Workspace> without =
                store.read(
                        db -> {
                            List<Workspace> found = new ArrayList<>();
                            workspaces(db)
                                    .forEach(
                                            (id, workspace) -> {
                                                if (needed.test(new Scope(db, id))) {
                                                    found.add(workspace);
                                                }
                                            });
                            return found;
                        });
        for (Workspace workspace : without) {
            committer.commit(
                    new Intent(workspace, Asserter.CLEW, operation),
                    commit -> {
                        if (needed.test(Scope.of(commit))) {
                            work.accept(commit);
                        }
                        return workspace;
                    });
        }
    }

    private static Map<Integer, Workspace> workspaces(Db db) {
        Map<Integer, Workspace> workspaces = new LinkedHashMap<>();
        db.sql("SELECT id, name FROM workspace ORDER BY id")
                .each(
                        row ->
                                workspaces.put(
                                        (int) row.integer("id"), new Workspace(row.text("name"))));
        return workspaces;
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
