package io.clew.protocol.openlineage.marquez.rows;

import io.clew.commit.Commit;
import io.clew.commit.Committer;
import io.clew.commit.LogReader;
import io.clew.graph.GraphIndex;
import io.clew.graph.GraphView;
import io.clew.model.ClewException;
import io.clew.model.ErrorCode;
import io.clew.protocol.openlineage.marquez.wire.MarquezCall;
import io.clew.questions.rows.NodeRows;
import io.clew.store.Db;
import io.clew.store.Store;
import java.util.Optional;
import java.util.function.Function;

/** Reads and writes in the workspace of a call. */
public final class MarquezStore {
    /**
     * Each try is late only if something was written since the one before, within a millisecond.
     */
    private static final int TRIES = 100;

    private final Store store;
    private final Committer committer;
    private final GraphIndex graph;

    /**
     * Makes the way to a store.
     *
     * @param graph is kept up to date by the committer
     */
    public MarquezStore(Store store, Committer committer, GraphIndex graph) {
        this.store = store;
        this.committer = committer;
        this.graph = graph;
    }

    /**
     * Runs a read on one snapshot of the call's workspace, at which the graph has all that the
     * snapshot has; the scope must not escape.
     *
     * @throws ClewException NOT_FOUND when there is no such workspace, UNAVAILABLE when so much is
     *     written that the graph does not come after
     */
    public <T> T read(MarquezCall call, Function<Scope, T> work) {
        for (int i = 0; i < TRIES; i++) {
            Optional<T> result =
                    store.read(
                            db ->
                                    LogReader.head(db) > graph.position()
                                            ? Optional.empty()
                                            : Optional.of(work.apply(scope(db, call))));
            if (result.isPresent()) {
                return result.get();
            }
            // Other servers, or a write that is about to be answered, were faster.
            committer.catchUp();
        }
        throw new ClewException(
                ErrorCode.UNAVAILABLE, "Too much is written at the moment: ask again later");
    }

    private static Scope scope(Db db, MarquezCall call) {
        return new Scope(db, NodeRows.workspaceId(db, call.viewer()));
    }

    /** Returns the graph, which has all that a read's snapshot has. */
    public GraphView view() {
        return graph.view();
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
