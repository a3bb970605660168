package io.clew.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.clew.model.Asserter;
import io.clew.model.Assertion;
import io.clew.model.EdgeKind;
import io.clew.model.EventTime;
import io.clew.model.Fact;
import io.clew.model.Inference;
import io.clew.model.NodeKind;
import io.clew.model.Urn;
import io.clew.model.log.LogEntry;
import io.clew.model.log.LogRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A graph that is opened from a snapshot is that of the log, or none. */
class SnapshotTests {

    private static final int LOGS = 30;

    @TempDir Path folder;
    private final List<String> told = new ArrayList<>();

    private SnapshotPlace place(String instance) {
        return new SnapshotPlace(
                folder.resolve("graph").resolve("graph.snapshot"),
                instance,
                position -> "entry " + position,
                told::add);
    }

    private GraphIndex open(Executor folder) {
        return GraphIndex.of(place("here"), 10, folder, 1);
    }

    private GraphIndex open() {
        return open(Runnable::run);
    }

    /** Snapshots are written while entries come, and when the index is closed. */
    @Test
    void whatIsOpenedGoesOnAsIfNothingHadHappened() throws IOException {
        long first = Long.getLong("clew.seed", 1);
        System.out.println("SnapshotTests: seeds " + first + " to " + (first + LOGS - 1));
        for (long seed = first; seed < first + LOGS; seed++) {
            Random random = new Random(seed);
            List<LogEntry> entries =
                    RandomLog.of(random, 2 + random.nextInt(60), 2 + random.nextInt(400));
            GraphIndex expected = new GraphIndex(Integer.MAX_VALUE);
            Queue<Runnable> folds = new ArrayDeque<>();
            GraphIndex index = open(folds::add);
            for (LogEntry entry : entries) {
                expected.apply(entry);
                index.apply(entry);
                if (random.nextInt(10) == 0) {
                    runAll(folds);
                }
                if (random.nextInt(50) == 0) {
                    runAll(folds);
                    if (random.nextBoolean()) {
                        index.close();
                    }
                    index = reopened(entries, index, folds);
                    assertThat(index.view().digest())
                            .as("seed " + seed)
                            .isEqualTo(expected.view().digest());
                }
            }
            LayoutTests.compare(seed, random, index.view(), expected.view());
            Files.deleteIfExists(place("here").file());
        }
        assertThat(told).isEmpty();
    }

    private static void runAll(Queue<Runnable> tasks) {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
    }

    private GraphIndex reopened(List<LogEntry> entries, GraphIndex before, Queue<Runnable> folds) {
        GraphIndex again = open(folds::add);
        again.applyAll(entries.subList((int) again.position(), (int) before.position()));
        return again;
    }

    /** Many nodes and edges, some told long after, some by two, some taken back. */
    @Test
    void aLargeGraphIsOpenedAsItWas() throws IOException {
        long seed = Long.getLong("clew.seed", 5);
        System.out.println("SnapshotTests: seed " + seed);
        List<LogEntry> entries = large(new Random(seed));
        GraphIndex expected = new GraphIndex(4096);
        expected.applyAll(entries);
        try (GraphIndex index = open()) {
            index.applyAll(entries.subList(0, entries.size() - 50));
        }
        GraphIndex again = open();

        assertThat(again.position()).isEqualTo(entries.size() - 50);
        entries.subList(entries.size() - 50, entries.size()).forEach(again::apply);
        assertThat(again.view().digest()).isEqualTo(expected.view().digest());
        assertThat(told).isEmpty();
    }

    private static List<LogEntry> large(Random random) {
        List<LogEntry> entries = new ArrayList<>();
        for (int node = 1; node <= 20_000; node++) {
            List<LogRecord> records = new ArrayList<>();
            records.add(new LogRecord.NodeAdded(node, large(node)));
            for (int seq = 0; seq < 4 && node > 1; seq++) {
                int from = random.nextInt(10) == 0 ? 1 + random.nextInt(node) : node;
                int to =
                        random.nextInt(10) == 0
                                ? 1 + random.nextInt(random.nextInt(node) + 1)
                                : 1 + random.nextInt(node);
                if (random.nextInt(20) == 0) {
                    Fact.EdgeRetraction fact =
                            new Fact.EdgeRetraction(
                                    large(from),
                                    EdgeKind.USED,
                                    large(to),
                                    EventTime.reported(node),
                                    TestLog.ANN,
                                    null,
                                    "wrong");
                    records.add(new LogRecord.EdgeRetracted(seq, from, to, fact));
                } else {
                    records.add(
                            new LogRecord.EdgeAsserted(
                                    seq, from, to, used(from, to, node, random)));
                }
            }
            entries.add(new LogEntry(node, 1 + node % 3, Instant.EPOCH, "test", "write", records));
        }
        return entries;
    }

    private static Urn large(int node) {
        return Urn.of(NodeKind.DATASET, "s3://b", "table " + node);
    }

    private static Fact.EdgeFact used(int from, int to, int node, Random random) {
        boolean inferred = random.nextInt(4) == 0;
        return new Fact.EdgeFact(
                large(from),
                EdgeKind.USED,
                large(to),
                inferred ? Assertion.INFERRED : Assertion.DECLARED,
                EventTime.reported(
                        random.nextInt(5) == 0 ? random.nextLong(1L << 40) : node * 1000L),
                inferred ? Asserter.CLEW : TestLog.ANN,
                Map.of(),
                inferred ? new Inference("rule", List.of()) : null);
    }

    @Test
    void aDamagedFileIsToldAndNotUsed() throws IOException {
        write();
        byte[] sound = Files.readAllBytes(place("here").file());
        Random random = new Random(3);
        for (int i = 0; i < 200; i++) {
            byte[] damaged = sound.clone();
            int at =
                    i % 2 == 0
                            ? SnapshotHeader.BYTES
                                    + random.nextInt(sound.length - SnapshotHeader.BYTES)
                            : random.nextInt(128);
            damaged[at] ^= (byte) (1 << random.nextInt(8));
            Files.write(place("here").file(), damaged);

            assertThat(open().position()).as("byte " + at).isZero();
            assertThat(told).as("byte " + at).hasSize(1);
            told.clear();
        }
        for (int length : new int[] {0, 100, SnapshotHeader.BYTES, sound.length - 1}) {
            Files.write(place("here").file(), Arrays.copyOf(sound, length));

            assertThat(open().position()).isZero();
            assertThat(told).singleElement().asString().contains("cut off");
            told.clear();
        }
    }

    @Test
    void aFileOfAnotherDatabaseOrLogOrFormatIsToldAndNotUsed() throws IOException {
        write();

        assertThat(GraphIndex.of(place("there")).position()).isZero();
        SnapshotPlace here = place("here");
        SnapshotPlace restored =
                new SnapshotPlace(here.file(), "here", position -> "another", told::add);
        assertThat(GraphIndex.of(restored).position()).isZero();
        SnapshotPlace shorter = new SnapshotPlace(here.file(), "here", position -> null, told::add);
        assertThat(GraphIndex.of(shorter).position()).isZero();
        byte[] old = Files.readAllBytes(here.file());
        old[8]++;
        Files.write(here.file(), old);
        assertThat(open().position()).isZero();

        assertThat(told)
                .hasSize(4)
                .allMatch(line -> line.contains(here.file().toString()))
                .allMatch(line -> line.contains("built from the store"));
        assertThat(told.get(0)).endsWith("it is of another database");
        assertThat(told.get(1)).endsWith("the database's log is not the one that it is of");
        assertThat(told.get(3)).matches(".* its format is number \\d+, not \\d+");
    }

    private void write() {
        TestLog log = new TestLog(open());
        Urn run = TestLog.urn(NodeKind.RUN, "r");
        for (int i = 0; i < 40; i++) {
            log.edge(run, EdgeKind.USED, TestLog.urn(NodeKind.DATASET, "d" + i));
        }
        log.status(run, "complete");
        log.index.close();
    }

    @Test
    void aFileThatCannotBeWrittenIsToldAndTheIndexGoesOn() throws IOException {
        Files.writeString(folder.resolve("graph"), "not a folder");
        TestLog log = new TestLog(open());
        told.clear();
        Urn run = TestLog.urn(NodeKind.RUN, "r");
        for (int i = 0; i < 40; i++) {
            log.edge(run, EdgeKind.USED, TestLog.urn(NodeKind.DATASET, "d" + i));
        }
        log.index.close();

        assertThat(log.index.view().edgeCount()).isEqualTo(40);
        assertThat(told).isNotEmpty().allMatch(line -> line.contains("could not be written"));
    }

    @Test
    void nothingIsTemporaryAfterwards() throws IOException {
        write();

        try (var files = Files.list(folder.resolve("graph"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactly("graph.snapshot");
        }
    }
}
