package io.clew.commit;

import static org.assertj.core.api.Assertions.assertThat;

import io.clew.model.Asserter;
import io.clew.model.Assertion;
import io.clew.model.Attributes;
import io.clew.model.EdgeKind;
import io.clew.model.EventTime;
import io.clew.model.Fact;
import io.clew.model.NodeKind;
import io.clew.model.Urn;
import io.clew.model.Workspace;
import io.clew.model.log.LogEntry;
import io.clew.store.Migration;
import io.clew.store.Store;
import io.clew.store.testing.TestDatabase;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Holds the rule same-bytes to an oracle, on every database. */
abstract class SameBytesContractTests {

    private static final int HISTORIES = Integer.getInteger("clew.trials", 3);
    private static final int WRITES = 60;
    private static final Asserter ANN = Asserter.claimed("mlflow", "ann");
    private static final Urn ONE = Urn.of(NodeKind.ARTIFACT, "mlflow", "r1", "big.bin");
    private static final Urn TWO = Urn.of(NodeKind.ARTIFACT, "mlflow", "r2", "big.bin");
    private static final Urn THREE = Urn.of(NodeKind.DATASET_VERSION, "s3://b", "t", "v-1");
    private static final String X = "sha256:" + "1".repeat(64);
    private static final String Y = "sha256:" + "2".repeat(64);

    abstract TestDatabase newDatabase();

    @Test
    void concludesWhatAllStandingFactsSayWhateverCameFirst() {
        long seed = Long.getLong("clew.seed", 20261130);
        int concluded = 0;
        for (int i = 0; i < HISTORIES; i++) {
            Random random = new Random(seed + i);
            try (Store store = newDatabase().open(Migration.core())) {
                Committer committer = new Committer(store, InstantSource.system(), List.of());
                BytesHistory history = new BytesHistory(random);
                for (int write = 0; write < WRITES; write++) {
                    commit(committer, "test", history.write(true));
                    concluded += check(store, "seed %d, write %d".formatted(seed + i, write));
                    if (random.nextInt(10) == 0) {
                        takeBackOne(store, committer, random);
                        check(store, "seed %d, taken back after %d".formatted(seed + i, write));
                    }
                }
            }
        }
        assertThat(concluded).as("seed %d", seed).isPositive();
    }

    private static void takeBackOne(Store store, Committer committer, Random random) {
        List<BytesOracle.Joint> standing = List.copyOf(new BytesOracle(log(store)).concluded());
        if (!standing.isEmpty()) {
            BytesOracle.Joint one = standing.get(random.nextInt(standing.size()));
            takeBack(committer, one.from(), one.to());
        }
    }

    private static void takeBack(Committer committer, Urn from, Urn to) {
        committer.commit(
                new Intent(Workspace.DEFAULT, Asserter.claimed("clew", "bob"), Intent.RETRACTIONS),
                commit -> {
                    commit.add(
                            new Fact.EdgeRetraction(
                                    from,
                                    EdgeKind.SAME_AS,
                                    to,
                                    EventTime.received(commit.now()),
                                    Asserter.CLEW,
                                    null,
                                    "two"));
                    return 0;
                });
    }

    @Test
    void theOrderOfArrivalDoesNotMatter() {
        long seed = Long.getLong("clew.seed", 20261130);
        int concluded = 0;
        for (int i = 0; i < HISTORIES; i++) {
            Random random = new Random(seed + i);
            Set<Set<BytesOracle.Joint>> answers = inSomeOrders(random);
            assertThat(answers).as("seed %d", seed + i).hasSize(1);
            concluded += answers.iterator().next().size();
        }
        assertThat(concluded).as("seed %d", seed).isPositive();
    }

    private Set<Set<BytesOracle.Joint>> inSomeOrders(Random random) {
        BytesHistory history = new BytesHistory(random);
        List<Fact> names = history.names();
        List<List<Fact>> writes = new ArrayList<>();
        for (int write = 0; write < WRITES / 2; write++) {
            writes.add(history.write(false));
        }
        Set<Set<BytesOracle.Joint>> answers = new HashSet<>();
        for (int order = 0; order < 3; order++) {
            try (Store store = newDatabase().open(Migration.core())) {
                Committer committer = new Committer(store, InstantSource.system(), List.of());
                commit(committer, "test", names);
                writes.forEach(write -> commit(committer, "test", write));
                answers.add(new BytesOracle(log(store)).concluded());
            }
            Collections.shuffle(writes, random);
        }
        return answers;
    }

    @Test
    void whatWasOverwrittenWasTheSameUntilThen() {
        try (Store store = newDatabase().open(Migration.core())) {
            Committer committer = new Committer(store, InstantSource.system(), List.of());
            commit(committer, "put", bytes(ONE, X, 10));
            commit(committer, "put", bytes(TWO, X, 20));
            commit(committer, "put", bytes(THREE, X, 30));
            assertThat(joints(store)).containsExactly(joint(TWO, ONE, 20), joint(THREE, ONE, 30));
            commit(committer, "put", bytes(ONE, Y, 40));
            assertThat(joints(store)).containsExactly(joint(THREE, TWO, 30));
            assertThat(untils(store)).containsExactly(1_040L, 1_040L);
            commit(committer, "put", bytes(ONE, X, 50));
            assertThat(joints(store)).containsExactly(joint(TWO, ONE, 50), joint(THREE, ONE, 50));
        }
    }

    @Test
    void whatAPersonTookBackIsNotConcludedAgain() {
        try (Store store = newDatabase().open(Migration.core())) {
            Committer committer = new Committer(store, InstantSource.system(), List.of());
            commit(committer, "put", bytes(ONE, X, 10));
            commit(committer, "put", bytes(TWO, X, 20));
            takeBack(committer, TWO, ONE);
            commit(committer, "put", bytes(TWO, X, 30));
            commit(committer, "put", bytes(TWO, Y, 40));
            commit(committer, "put", bytes(TWO, X, 50));
            assertThat(joints(store)).isEmpty();
            commit(committer, "put", bytes(ONE, Y, 60));
            commit(committer, "put", bytes(TWO, Y, 70));
            assertThat(joints(store)).containsExactly(joint(TWO, ONE, 70));
        }
    }

    @Test
    void twoOfOneWriteAreJoinedToo() {
        try (Store store = newDatabase().open(Migration.core())) {
            Committer committer = new Committer(store, InstantSource.system(), List.of());
            List<Fact> both = new ArrayList<>(bytes(ONE, X, 10));
            both.addAll(bytes(TWO, X, 10));
            commit(committer, "put", both);
            assertThat(joints(store)).containsExactly(joint(TWO, ONE, 10));
        }
    }

    private static String joint(Urn from, Urn to, int at) {
        return "%s %s %d".formatted(from, to, 1000 + at);
    }

    private static List<String> joints(Store store) {
        return new BytesOracle(log(store))
                .concluded().stream()
                        .map(j -> "%s %s %d".formatted(j.from(), j.to(), j.since().toEpochMilli()))
                        .toList();
    }

    private static List<Long> untils(Store store) {
        return store.read(
                db ->
                        db.sql("SELECT until_ms FROM retraction ORDER BY position, seq")
                                .list(row -> row.integer("until_ms")));
    }

    private static List<Fact> bytes(Urn node, String digest, int at) {
        EventTime when = EventTime.reported(1000 + at);
        return List.of(
                new Fact.AttributeFact(
                        node, Attributes.DIGEST, digest, Assertion.OBSERVED, when, ANN, null),
                new Fact.AttributeFact(
                        node,
                        Attributes.SIZE_BYTES,
                        100_000L,
                        Assertion.OBSERVED,
                        when,
                        ANN,
                        null));
    }

    private static void commit(Committer committer, String operation, List<Fact> facts) {
        committer.commit(
                new Intent(Workspace.DEFAULT, ANN, operation),
                commit -> {
                    facts.forEach(commit::add);
                    return 0;
                });
    }

    private static int check(Store store, String what) {
        BytesOracle oracle = new BytesOracle(log(store));
        assertThat(oracle.concluded()).as(what).isEqualTo(oracle.expected());
        return oracle.concluded().size();
    }

    private static List<LogEntry> log(Store store) {
        return store.read(db -> LogReader.entries(db, 0, 10_000));
    }
}
