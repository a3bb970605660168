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
import io.clew.model.log.LogRecord;
import io.clew.store.Migration;
import io.clew.store.Store;
import io.clew.store.testing.TestDatabase;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LatestBeforeStartTests {

    private static final Urn DATA = Urn.of(NodeKind.DATASET, "s3://bank", "transactions");
    private static final Urn TRAINING = Urn.of(NodeKind.RUN, "mlflow", "training");

    @TempDir Path folder;
    private Store store;
    private Committer committer;

    @BeforeEach
    void open() {
        store = TestDatabase.sqlite(folder).open(Migration.core());
        committer = new Committer(store, InstantSource.system(), List.of());
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void infersTheNewestVersionCompletedBeforeTheStart() {
        completed("v-1", 10);
        completed("v-2", 20);
        completed("v-3", 31);
        uses(DATA, 30);
        assertThat(inferred()).containsExactly(version("v-2"));
        assertThat(evidence())
                .containsExactly(
                        "start=1970-01-01T00:00:00.030Z", "completed=1970-01-01T00:00:00.020Z");
    }

    @Test
    void aVersionCompletedAtTheStartCounts() {
        completed("v-1", 30);
        uses(DATA, 30);
        assertThat(inferred()).containsExactly(version("v-1"));
    }

    @Test
    void aWeakVersionDoesNotAnswerButAStrongOneDoes() {
        completed("v-1", 10);
        uses(version("mlflow-0badcafe"), 30);
        assertThat(inferred()).containsExactly(version("v-1"));
        uses(version("v-7"), 30);
        assertThat(inferred()).isEmpty();
    }

    @Test
    void aVersionHeardOfLateReplacesTheConclusion() {
        completed("v-1", 10);
        uses(DATA, 30);
        completed("v-2", 25);
        assertThat(inferred()).containsExactly(version("v-2"));
        completed("v-0", 5);
        assertThat(inferred()).containsExactly(version("v-2"));
    }

    @Test
    void aCorrectedStartDrawsTheConclusionAnew() {
        completed("v-1", 10);
        completed("v-2", 20);
        uses(DATA, 30);
        started(15);
        assertThat(inferred()).containsExactly(version("v-1"));
    }

    @Test
    void eachAttemptUsedTheNewestVersionOfItsStartWhicheverIsHeardOfFirst() {
        completed("v-1", 10);
        attempt(25);
        commit(c -> c.declare(TRAINING, EdgeKind.USED, DATA, EventTime.reported(25)));
        assertThat(inferredAt()).containsExactly(Map.entry(version("v-1"), 25L));
        attempt(15);
        assertThat(inferredAt()).containsExactly(Map.entry(version("v-1"), 15L));
        completed("v-2", 20);
        assertThat(inferredAt())
                .containsOnly(Map.entry(version("v-1"), 15L), Map.entry(version("v-2"), 25L));
        attempt(35);
        completed("v-3", 30);
        assertThat(inferredAt())
                .containsOnly(
                        Map.entry(version("v-1"), 15L),
                        Map.entry(version("v-2"), 25L),
                        Map.entry(version("v-3"), 35L));
    }

    @Test
    void nothingIsInferredFromVersionsThatNobodyCompleted() {
        commit(c -> c.declare(version("v-9"), EdgeKind.VERSION_OF, DATA, EventTime.reported(1)));
        uses(DATA, 30);
        assertThat(inferred()).isEmpty();
    }

    @Test
    void anotherDatasetsVersionsDoNotMatter() {
        Urn other = Urn.of(NodeKind.DATASET_VERSION, "s3://bank", "customers", "v-1");
        commit(
                c -> {
                    c.declare(
                            other,
                            EdgeKind.VERSION_OF,
                            Urn.of(NodeKind.DATASET, "s3://bank", "customers"),
                            EventTime.reported(1));
                    c.declare(
                            other,
                            EdgeKind.GENERATED_BY,
                            Urn.of(NodeKind.RUN, "openlineage", "x"),
                            EventTime.reported(1));
                });
        uses(DATA, 30);
        assertThat(inferred()).isEmpty();
    }

    @Test
    void aVersionUnderAnotherNameOfTheDatasetCounts() {
        Urn table = Urn.of(NodeKind.DATASET, "hive://meta:9083", "bank.tx");
        completed("v-1", 10);
        commit(c -> c.declare(TRAINING, EdgeKind.USED, table, EventTime.reported(30)));
        started(30);
        assertThat(inferred()).isEmpty();
        commit(c -> c.declare(DATA, EdgeKind.SAME_AS, table, EventTime.reported(50)));
        assertThat(inferred()).containsExactly(version("v-1"));
        assertThat(evidence()).contains("dataset=" + DATA);
        commit(c -> c.add(noLonger(table, Instant.ofEpochMilli(60))));
        assertThat(inferred()).as("it was so then").containsExactly(version("v-1"));
        commit(c -> c.declare(DATA, EdgeKind.SAME_AS, table, EventTime.reported(50)));
        commit(c -> c.add(noLonger(table, null)));
        assertThat(inferred()).as("it never was so").isEmpty();
    }

    @Test
    void aPartitionIsPartOfItsTableAndEitherMayHaveBeenWritten() {
        completed("v-1", 10);
        Urn one = Urn.of(NodeKind.DATASET, "s3://bank", "transactions/dt=2024-01-01");
        Urn other = Urn.of(NodeKind.DATASET, "s3://bank", "transactions/dt=2024-01-02/x.parquet");
        uses(one, 30);
        assertThat(inferred()).containsExactly(DATA, version("v-1"));
        assertThat(evidence()).contains("path=dt=2024-01-01", "dataset=" + DATA);
        Urn written = Urn.of(NodeKind.DATASET_VERSION, other.segment(0), other.segment(1), "run-x");
        commit(
                c ->
                        c.declare(
                                written,
                                EdgeKind.GENERATED_BY,
                                Urn.of(NodeKind.RUN, "openlineage", "x"),
                                EventTime.reported(20)));
        assertThat(inferred())
                .as("another partition is no part of it")
                .containsExactly(DATA, version("v-1"));
        commit(c -> c.declare(TRAINING, EdgeKind.USED, DATA, EventTime.reported(30)));
        assertThat(inferred()).contains(version("v-1"), written);
    }

    private static Fact noLonger(Urn table, @Nullable Instant until) {
        return new Fact.EdgeRetraction(
                DATA,
                EdgeKind.SAME_AS,
                table,
                EventTime.reported(60),
                Asserter.claimed("mlflow", "ann"),
                until,
                "another table");
    }

    private void completed(String name, long at) {
        commit(
                c -> {
                    c.declare(version(name), EdgeKind.VERSION_OF, DATA, EventTime.reported(at));
                    c.declare(
                            version(name),
                            EdgeKind.GENERATED_BY,
                            Urn.of(NodeKind.RUN, "openlineage", "made-" + name),
                            EventTime.reported(at));
                });
    }

    private void uses(Urn what, long start) {
        started(start);
        commit(c -> c.declare(TRAINING, EdgeKind.USED, what, EventTime.reported(start)));
    }

    private void started(long at) {
        commit(
                c ->
                        c.declare(
                                TRAINING,
                                Attributes.STARTED,
                                Instant.ofEpochMilli(at).toString(),
                                EventTime.received(Instant.ofEpochMilli(1000 + c.position()))));
    }

    private void attempt(long at) {
        commit(
                c ->
                        c.declare(
                                TRAINING,
                                Attributes.STARTED,
                                Instant.ofEpochMilli(at).toString(),
                                EventTime.reported(at)));
    }

    private void commit(java.util.function.Consumer<Commit> work) {
        committer.commit(
                new Intent(Workspace.DEFAULT, Asserter.claimed("mlflow", "ann"), "test"),
                c -> {
                    work.accept(c);
                    return 0;
                });
    }

    private static Urn version(String name) {
        return Urn.of(NodeKind.DATASET_VERSION, "s3://bank", "transactions", name);
    }

    private List<LogRecord> log() {
        return store.<List<LogEntry>>read(db -> LogReader.entries(db, 0, 1000)).stream()
                .flatMap(entry -> entry.records().stream())
                .toList();
    }

    private Set<Urn> inferred() {
        return inferredAt().keySet();
    }

    private Map<Urn, Long> inferredAt() {
        Map<Urn, Long> now = new LinkedHashMap<>();
        for (LogRecord record : log()) {
            if (record instanceof LogRecord.EdgeAsserted edge
                    && edge.fact().assertion() == Assertion.INFERRED) {
                now.put(edge.fact().to(), edge.fact().at().at().toEpochMilli());
            } else if (record instanceof LogRecord.EdgeRetracted edge) {
                now.remove(edge.fact().to());
            }
        }
        return now;
    }

    private List<String> evidence() {
        return log().stream()
                .filter(LogRecord.EdgeAsserted.class::isInstance)
                .map(record -> ((LogRecord.EdgeAsserted) record).fact())
                .filter(fact -> fact.assertion() == Assertion.INFERRED)
                .map(Fact.EdgeFact::inference)
                .flatMap(inference -> inference.inputs().stream())
                .toList();
    }
}
