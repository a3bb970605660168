package io.clew.commit.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clew.commit.Intent;
import io.clew.commit.LogReader;
import io.clew.commit.NodeNames;
import io.clew.commit.UseHistory;
import io.clew.commit.UseOracle;
import io.clew.commit.internal.Feed;
import io.clew.commit.internal.LogWriter;
import io.clew.commit.internal.OpenCommit;
import io.clew.model.Asserter;
import io.clew.model.Fact;
import io.clew.model.Workspace;
import io.clew.model.log.LogEntry;
import io.clew.store.Migration;
import io.clew.store.Store;
import io.clew.store.testing.TestDatabase;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Holds what latest-before-start remembers to what it reads: with memory it writes the log that it
 * writes without, whatever is undone and whoever writes between.
 */
abstract class RememberedContractTests {

    private static final int WRITES = 80;

    private static final InstantSource CLOCK = InstantSource.fixed(Instant.EPOCH);

    private static final Intent INTENT =
            new Intent(Workspace.DEFAULT, Asserter.claimed("mlflow", "ann"), "test");

    abstract TestDatabase newDatabase();

    /** Says how many servers may write to a database. */
    abstract int servers();

    /** Memories that hold all, next to nothing, and what is between. */
    static Stream<Bounds> bounds() {
        return Stream.of(Bounds.DEFAULT, new Bounds(1, 8, 8), new Bounds(3, 60, 60));
    }

    /** A server: its rule with its memory. */
    private static LogWriter server(Store store, Rule rule) {
        Feed feed = new Feed(List.of(), store.<Long>read(LogReader::head));
        return new LogWriter(CLOCK, List.of(new PartOfTable(), rule), feed, () -> NodeNames.NONE);
    }

    /** Reads all anew for each write. */
    private static Rule forgetful() {
        Rule rule = new LatestBeforeStart();
        return news -> {
            rule.forget();
            rule.conclude(news);
        };
    }

    @ParameterizedTest
    @MethodSource("bounds")
    void withMemoryAllIsAsWithout(Bounds bounds) {
        long seed = Long.getLong("clew.seed", 20261130);
        Random random = new Random(seed);
        try (Store store = newDatabase().open(Migration.core());
                Store plain = newDatabase().open(Migration.core())) {
            // Where there may be two, servers take turns at one database.
            List<LogWriter> servers =
                    List.of(
                            server(store, new LatestBeforeStart(bounds)),
                            server(store, new LatestBeforeStart(bounds)));
            LogWriter forgetful = server(plain, forgetful());
            plain.around(forgetful);
            LogWriter current = servers.getFirst();
            UseHistory history = new UseHistory(random, true);
            for (int write = 0; write < WRITES; write++) {
                if (random.nextInt(20) == 0) {
                    current = servers.get(random.nextInt(servers()));
                }
                store.around(current);
                List<List<Fact>> commits = new ArrayList<>();
                for (int i = random.nextInt(3); i >= 0; i--) {
                    commits.add(history.write(true));
                }
                if (random.nextInt(6) == 0) {
                    refused(store, current, commits);
                } else {
                    write(store, current, commits);
                    write(plain, forgetful, commits);
                }
            }
            List<LogEntry> log = log(store);
            assertThat(log).as("seed %d, %s", seed, bounds).isEqualTo(log(plain));
            UseOracle oracle = new UseOracle(log);
            assertThat(oracle.concluded()).isNotEmpty().isEqualTo(oracle.expected());
        }
    }

    private static void write(Store store, LogWriter log, List<List<Fact>> commits) {
        store.write(
                db -> {
                    for (List<Fact> facts : commits) {
                        OpenCommit commit = log.open(db, INTENT);
                        facts.forEach(commit::add);
                        commit.close();
                    }
                    return 0;
                });
    }

    /** What a write brought and concluded is undone with it. */
    private static void refused(Store store, LogWriter log, List<List<Fact>> commits) {
        assertThatThrownBy(
                        () ->
                                store.write(
                                        db -> {
                                            for (List<Fact> facts : commits) {
                                                OpenCommit commit = log.open(db, INTENT);
                                                facts.forEach(commit::add);
                                                commit.close();
                                            }
                                            throw new IllegalStateException("refused");
                                        }))
                .hasMessage("refused");
    }

    private static List<LogEntry> log(Store store) {
        return store.read(db -> LogReader.entries(db, 0, 10_000));
    }
}
