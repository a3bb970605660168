package io.clew.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.clew.commit.Committer;
import io.clew.commit.Intent;
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
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LogFollowerTests {
    private static final Intent INTENT =
            new Intent(Workspace.DEFAULT, Asserter.claimed("mlflow", "ann"), "runs/create");

    @Test
    void tellsWhatAnotherServerWrote() throws InterruptedException {
        String url = PostgresServer.shared().newDatabase();
        BlockingQueue<LogEntry> heard = new LinkedBlockingQueue<>();
        InstantSource clock = InstantSource.system();
        try (Store ours = Stores.postgresql(url, null, null, Migration.core());
                Store others = Stores.postgresql(url, null, null, Migration.core());
                LogFollower follower =
                        new LogFollower(new Committer(ours, clock, List.of(heard::add)))) {
            follower.start();
            new Committer(others, clock, List.of())
                    .commit(
                            INTENT,
                            commit -> {
                                commit.declare(
                                        Urn.of(NodeKind.RUN, "mlflow", "r1"),
                                        EdgeKind.PART_OF,
                                        Urn.of(NodeKind.JOB, "mlflow", "fraud"),
                                        EventTime.received(commit.now()));
                                return 0;
                            });
            LogEntry entry = heard.poll(30, TimeUnit.SECONDS);
            assertThat(entry).isNotNull().extracting(LogEntry::position).isEqualTo(1L);
        }
    }
}
