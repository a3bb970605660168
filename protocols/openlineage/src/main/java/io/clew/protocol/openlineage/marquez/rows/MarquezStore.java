package io.clew.protocol.openlineage.marquez.rows;

import io.clew.commit.Commit;
import io.clew.commit.Committer;
import io.clew.protocol.openlineage.marquez.wire.MarquezCall;
import io.clew.questions.rows.NodeRows;
import io.clew.store.Store;
import java.util.function.Function;

/** Reads and writes in the workspace of a call. */
public final class MarquezStore {
    private final Store store;
    private final Committer committer;

    public MarquezStore(Store store, Committer committer) {
        this.store = store;
        this.committer = committer;
    }

    /**
     * Runs a read on one snapshot of the call's workspace; the scope must not escape.
     *
     * @throws io.clew.model.ClewException NOT_FOUND when there is no such workspace
     */
    public <T> T read(MarquezCall call, Function<Scope, T> work) {
        return store.read(db -> work.apply(new Scope(db, NodeRows.workspaceId(db, call.viewer()))));
    }

    /**
     * Makes one write with its audit entry.
     *
     * @param operation the call's name in the log
     * @param payload the body as it came, or a text that says what was asked for
     * @param work may run more than once
     */
    public <T> T write(
            MarquezCall call, String operation, byte[] payload, Function<Commit, T> work) {
        return committer.commit(
                call.intent(operation),
                commit -> {
                    commit.payload(payload);
                    return work.apply(commit);
                });
    }
}
