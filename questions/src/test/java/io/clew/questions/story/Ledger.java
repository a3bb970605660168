package io.clew.questions.story;

import io.clew.commit.Commit;
import io.clew.commit.Committer;
import io.clew.commit.Intent;
import io.clew.model.Asserter;
import io.clew.model.Workspace;
import io.clew.model.log.LogEntry;
import io.clew.store.Store;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/** Commits facts at times that the test chooses. */
public final class Ledger {

    private final Committer committer;
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    public Ledger(Store store) {
        this(store, List.of());
    }

    /** Commits to a store and tells listeners, such as a graph. */
    public Ledger(Store store, List<Consumer<LogEntry>> listeners) {
        this.committer = new Committer(store, () -> now, listeners);
    }

    public Committer committer() {
        return committer;
    }

    /** Moves the clock of record time. */
    public Ledger at(String instant) {
        now = Instant.parse(instant);
        return this;
    }

    /** Commits one write by a client of MLflow and returns its log position. */
    public long by(String name, Consumer<Commit> facts) {
        return commit(name, "test", facts);
    }

    /** Commits one record that a harvest brings from an MLflow, and returns its log position. */
    public long harvested(Consumer<Commit> facts) {
        return commit("anonymous", "harvest/mlflow", facts);
    }

    private long commit(String name, String operation, Consumer<Commit> facts) {
        return committer.commit(
                new Intent(Workspace.DEFAULT, Asserter.claimed("mlflow", name), operation),
                commit -> {
                    facts.accept(commit);
                    return commit.position();
                });
    }
}
