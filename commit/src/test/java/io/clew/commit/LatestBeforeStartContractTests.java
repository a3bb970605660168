package io.clew.commit;

import static org.assertj.core.api.Assertions.assertThat;

import io.clew.model.Asserter;
import io.clew.model.Assertion;
import io.clew.model.EdgeKind;
import io.clew.model.EventTime;
import io.clew.model.Fact;
import io.clew.model.NodeKind;
import io.clew.model.Urn;
import io.clew.model.Workspace;
import io.clew.model.log.LogEntry;
import io.clew.store.Db;
import io.clew.store.Migration;
import io.clew.store.Store;
import io.clew.store.testing.TestDatabase;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Holds the rule latest-before-start to an oracle, on every database. */
abstract class LatestBeforeStartContractTests {

    private static final int HISTORIES = Integer.getInteger("clew.trials", 3);
    private static final int WRITES = 60;

    abstract TestDatabase newDatabase();

    @Test
    void concludesWhatAllStandingFactsSayWhateverCameFirst() {
        long seed = Long.getLong("clew.seed", 20261130);
        for (int i = 0; i < HISTORIES; i++) {
            Random random = new Random(seed + i);
            try (Store store = newDatabase().open(Migration.core())) {
                Committer committer = new Committer(store, InstantSource.system(), List.of());
                UseHistory history = new UseHistory(random, true);
                for (int write = 0; write < WRITES; write++) {
                    commit(committer, history.write(true));
                    assertAsTheOracleSays(store, "seed %d, write %d".formatted(seed + i, write));
                }
            }
        }
    }

    @Test
    void theOrderOfArrivalDoesNotMatter() {
        long seed = Long.getLong("clew.seed", 20261130);
        Random random = new Random(seed);
        List<List<Fact>> writes = historyThatConcludes(random);
        Set<Set<UseOracle.Use>> answers = new HashSet<>();
        for (int order = 0; order < 4; order++) {
            try (Store store = newDatabase().open(Migration.core())) {
                Committer committer = new Committer(store, InstantSource.system(), List.of());
                writes.forEach(write -> commit(committer, write));
                answers.add(new UseOracle(log(store)).concluded());
            }
            Collections.shuffle(writes, random);
        }
        assertThat(answers).as("seed %d", seed).hasSize(1);
        assertThat(answers.iterator().next()).as("seed %d", seed).isNotEmpty();
    }

    /** A history of chance may happen to conclude nothing: then it shows nothing. */
    private List<List<Fact>> historyThatConcludes(Random random) {
        while (true) {
            UseHistory history = new UseHistory(random, true);
            List<List<Fact>> writes = new ArrayList<>();
            for (int write = 0; write < WRITES; write++) {
                writes.add(history.write(false));
            }
            try (Store store = newDatabase().open(Migration.core())) {
                Committer committer = new Committer(store, InstantSource.system(), List.of());
                writes.forEach(write -> commit(committer, write));
                if (!new UseOracle(log(store)).concluded().isEmpty()) {
                    return writes;
                }
            }
        }
    }

    @Test
    void theMigrationFindsInOldFactsWhatTheRuleKeepsWithNewOnes() {
        long seed = Long.getLong("clew.seed", 20261130);
        Random random = new Random(seed);
        try (Store store = newDatabase().open(Migration.core())) {
            Committer committer = new Committer(store, InstantSource.system(), List.of());
            UseHistory history = new UseHistory(random, false);
            for (int write = 0; write < WRITES; write++) {
                commit(committer, history.write(true));
            }
            declareVersions(store, committer);
            Kept kept = store.read(Kept::read);
            store.write(
                    db -> {
                        fillAnew(db);
                        return 0;
                    });
            Kept found = store.read(Kept::read);
            assertThat(found.completed()).as("seed %d", seed).isEqualTo(kept.completed());
            assertThat(found.names()).as("seed %d", seed).isEqualTo(kept.names());
            // Of uses either may have rows that no longer hold: what follows tells whether any
            // that holds is missing.
            assertThat(found.uses()).as("seed %d", seed).isNotEmpty();
            // The migration leaves out who named a version, which counts when names become one.
            history.joinNoMore();
            for (int write = 0; write < WRITES; write++) {
                commit(committer, history.write(true));
                assertAsTheOracleSays(store, "seed %d, after %d".formatted(seed, write));
            }
        }
    }

    /** SQL cannot read a version's dataset from its name: adapters say it by an edge. */
    private static void declareVersions(Store store, Committer committer) {
        List<Fact> facts = new ArrayList<>();
        for (String text :
                store.<List<String>>read(
                        db ->
                                db.sql("SELECT urn FROM node WHERE kind = 'dataset-version'")
                                        .list(row -> row.text("urn")))) {
            Urn version = Urn.parse(text).orElseThrow();
            facts.add(
                    new Fact.EdgeFact(
                            version,
                            EdgeKind.VERSION_OF,
                            new Urn(NodeKind.DATASET, version.segments().subList(0, 2)),
                            Assertion.DECLARED,
                            EventTime.reported(1),
                            Asserter.claimed("mlflow", "ann"),
                            Map.of(),
                            null));
        }
        commit(committer, facts);
    }

    private static void fillAnew(Db db) {
        for (String table : List.of("completed_version", "dataset_use", "same_name")) {
            db.sql("DELETE FROM " + table).update();
        }
        Migration migration =
                Migration.core().stream()
                        .filter(each -> each.name().equals("core/0006"))
                        .findFirst()
                        .orElseThrow();
        Arrays.stream(db.dialect().migrate(migration.sql()).split(";\n"))
                .map(sql -> sql.replaceAll("(?m)^--.*$", "").strip())
                .filter(sql -> sql.startsWith("INSERT"))
                .forEach(sql -> db.sql(sql).update());
    }

    private record Kept(Set<String> completed, Set<String> uses, Set<String> names) {
        static Kept read(Db db) {
            return new Kept(
                    new TreeSet<>(
                            db.sql("SELECT * FROM completed_version")
                                    .list(
                                            row ->
                                                    row.integer("dataset_id")
                                                            + " "
                                                            + row.integer("completed_ms")
                                                            + " "
                                                            + HexFormat.of()
                                                                    .formatHex(
                                                                            row.bytes(
                                                                                    "version_hash"))
                                                            + " "
                                                            + row.integer("run_id")
                                                            + " "
                                                            + row.integer("asserter_id")
                                                            + " "
                                                            + row.integer("version_id"))),
                    new TreeSet<>(
                            db.sql("SELECT * FROM dataset_use")
                                    .list(
                                            row ->
                                                    row.integer("dataset_id")
                                                            + " "
                                                            + row.integer("start_ms")
                                                            + " "
                                                            + row.integer("run_id"))),
                    new TreeSet<>(
                            db.sql("SELECT * FROM same_name")
                                    .list(
                                            row ->
                                                    row.integer("node_id")
                                                            + " "
                                                            + row.integer("other_id")
                                                            + " "
                                                            + row.integer("asserter_id")
                                                            + " "
                                                            + row.integer("forward"))));
        }
    }

    private static void commit(Committer committer, List<Fact> facts) {
        committer.commit(
                new Intent(Workspace.DEFAULT, Asserter.claimed("mlflow", "ann"), "test"),
                commit -> {
                    facts.forEach(commit::add);
                    return 0;
                });
    }

    private static void assertAsTheOracleSays(Store store, String what) {
        UseOracle oracle = new UseOracle(log(store));
        assertThat(oracle.concluded()).as(what).isEqualTo(oracle.expected());
    }

    private static List<LogEntry> log(Store store) {
        return store.read(db -> LogReader.entries(db, 0, 10_000));
    }
}
