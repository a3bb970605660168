package io.clew.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.clew.commit.Committer;
import io.clew.commit.Intent;
import io.clew.graph.GraphIndex;
import io.clew.model.Asserter;
import io.clew.model.EdgeKind;
import io.clew.model.EventTime;
import io.clew.model.NodeKind;
import io.clew.model.Urn;
import io.clew.model.Workspace;
import io.clew.model.log.LogEntry;
import io.clew.store.Migration;
import io.clew.store.Store;
import io.clew.store.Stores;
import io.clew.store.testing.PostgresServer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class GraphFeedTests {
    private static final Intent INTENT =
            new Intent(Workspace.DEFAULT, Asserter.claimed("mlflow", "ann"), "runs/create");

    private final GraphIndex index = new GraphIndex();

    private static Committer committer(Store store, List<Consumer<LogEntry>> listeners) {
        return new Committer(store, InstantSource.system(), listeners);
    }

    private static void commitRun(Committer committer, String id) {
        committer.commit(
                INTENT,
                commit -> {
                    commit.declare(
                            Urn.of(NodeKind.RUN, "mlflow", id),
                            EdgeKind.PART_OF,
                            Urn.of(NodeKind.JOB, "mlflow", "fraud"),
                            EventTime.received(commit.now()));
                    return 0;
                });
    }

    @Test
    void replaysTheLogAtTheStartAndThenTakesEachCommit(@TempDir Path folder) {
        try (Store store = Stores.sqlite(folder, Migration.core())) {
            Committer committer = committer(store, List.of());
            commitRun(committer, "r1");
            commitRun(committer, "r2");
        }
        try (Store store = Stores.sqlite(folder, Migration.core());
                GraphFeed feed = new GraphFeed(store, index)) {
            assertThat(index.position()).isEqualTo(2);
            commitRun(committer(store, List.of(feed)), "r3");
            assertThat(index.position()).isEqualTo(3);
        }
    }

    @Test
    void fetchesWhatAnotherServerPutBefore() {
        String url = PostgresServer.shared().newDatabase();
        try (Store ours = Stores.postgresql(url, null, null, Migration.core());
                Store others = Stores.postgresql(url, null, null, Migration.core());
                GraphFeed feed = new GraphFeed(ours, index)) {
            Committer other = committer(others, List.of());
            Committer own = committer(ours, List.of(feed));
            commitRun(own, "r1");
            commitRun(other, "r2");
            commitRun(other, "r3");
            assertThat(index.position()).isEqualTo(1);
            commitRun(own, "r4");
            assertThat(index.position()).isEqualTo(4);
        }
    }

    @Test
    void followsAnotherServer() {
        String url = PostgresServer.shared().newDatabase();
        try (Store ours = Stores.postgresql(url, null, null, Migration.core());
                Store others = Stores.postgresql(url, null, null, Migration.core());
                GraphFeed feed = new GraphFeed(ours, index)) {
            feed.follow(Duration.ofMillis(5));
            commitRun(committer(others, List.of()), "r1");
            while (index.position() < 1) {
                Thread.onSpinWait();
            }
            assertThat(index.position()).isEqualTo(1);
        }
    }
}
