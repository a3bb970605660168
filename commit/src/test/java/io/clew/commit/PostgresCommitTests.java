package io.clew.commit;

import static org.assertj.core.api.Assertions.assertThat;

import io.clew.model.NodeKind;
import io.clew.model.Urn;
import io.clew.model.log.LogEntry;
import io.clew.store.Migration;
import io.clew.store.Store;
import io.clew.store.testing.TestDatabase;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class PostgresCommitTests extends CommitContractTests {

    @Override
    TestDatabase newDatabase() {
        return TestDatabase.postgresql();
    }

    @Test
    void twoServersOnOneDatabaseMakeOneLogAndEachHearsAllOfItInOrder() throws Exception {
        List<LogEntry> otherHeard = new CopyOnWriteArrayList<>();
        try (Store otherStore = database().open(Migration.core())) {
            Committer other =
                    new Committer(otherStore, InstantSource.system(), List.of(otherHeard::add));
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                List<Future<Integer>> all = new ArrayList<>();
                for (int i = 0; i < 200; i++) {
                    Committer server = i % 2 == 0 ? committer() : other;
                    Urn run = Urn.of(NodeKind.RUN, "mlflow", "shared" + i % 20);
                    all.add(
                            threads.submit(
                                    () ->
                                            server.commit(
                                                    INTENT,
                                                    commit -> {
                                                        commit.declare(run, "x", 1, at(1));
                                                        return commit.nodeId(run);
                                                    })));
                }
                for (Future<Integer> write : all) {
                    write.get();
                }
            }
            committer().catchUp();
            other.catchUp();
            assertThat(log()).hasSize(200).isEqualTo(heard()).isEqualTo(otherHeard);
            assertThat(log().getLast().position()).isEqualTo(200);
        }
    }

    @Test
    void entriesOfAnotherServerAreHeardBeforeOnesOwnThatFollowThem() {
        try (Store otherStore = database().open(Migration.core())) {
            Committer other = new Committer(otherStore, InstantSource.system(), List.of());
            other.commit(INTENT, CommitContractTests::aRunThatUsedData);
            committer().commit(INTENT, CommitContractTests::aRunThatUsedData);
            assertThat(heard()).extracting(LogEntry::position).containsExactly(1L, 2L);
        }
    }
}
