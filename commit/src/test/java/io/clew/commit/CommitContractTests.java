package io.clew.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clew.ledger.Leaf;
import io.clew.ledger.PackedLeaf;
import io.clew.ledger.Payload;
import io.clew.model.Asserter;
import io.clew.model.Assertion;
import io.clew.model.ClewException;
import io.clew.model.EdgeKind;
import io.clew.model.ErrorCode;
import io.clew.model.EventTime;
import io.clew.model.Fact;
import io.clew.model.Inference;
import io.clew.model.NodeKind;
import io.clew.model.Urn;
import io.clew.model.Workspace;
import io.clew.model.log.LogEntry;
import io.clew.model.log.LogRecord;
import io.clew.store.Db;
import io.clew.store.Migration;
import io.clew.store.Store;
import io.clew.store.testing.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the commit path must do on every database. */
abstract class CommitContractTests {

    /** What of an entry stands in its leaf in clear, as a finding calls it. */
    private static final String HEAD = "time, workspace, protocol, operation and hashes";

    static final Intent INTENT =
            new Intent(Workspace.DEFAULT, Asserter.claimed("mlflow", "ann"), "runs/create");
    static final Urn RUN = Urn.of(NodeKind.RUN, "mlflow", "r1");
    static final Urn DATA = Urn.of(NodeKind.DATASET, "s3://bank", "transactions");

    private final List<LogEntry> heard = new CopyOnWriteArrayList<>();
    private TestDatabase database;
    private Store store;
    private Committer committer;

    abstract TestDatabase newDatabase();

    @BeforeEach
    void openStore() {
        database = newDatabase();
        store = database.open(Migration.core());
        committer = new Committer(store, InstantSource.system(), List.of(heard::add));
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    TestDatabase database() {
        return database;
    }

    Committer committer() {
        return committer;
    }

    List<LogEntry> heard() {
        return heard;
    }

    @Test
    void replayingTheLogGivesWhatListenersHeard() {
        committer.commit(INTENT, CommitContractTests::aRunThatUsedData);
        committer.commit(INTENT, CommitContractTests::everyKindOfFact);
        assertThat(heard).extracting(LogEntry::position).containsExactly(1L, 2L);
        assertThat(heard.getLast().records()).hasSizeGreaterThan(10);
        assertThat(log()).isEqualTo(heard);
    }

    @Test
    void valuesComeBackInOneForm() {
        committer.commit(
                INTENT,
                commit -> {
                    EventTime at = EventTime.received(Instant.ofEpochSecond(5, 123_456_789));
                    commit.declare(RUN, "int", 5, at);
                    commit.declare(RUN, "float", 0.5f, at);
                    commit.declare(RUN, "nan", Double.NaN, at);
                    commit.declare(RUN, "big", Long.MIN_VALUE, at);
                    commit.declare(RUN, "list", List.of(1, "ä\uD83D\uDE00", Map.of("b", 1.0)), at);
                    return 0;
                });
        List<Fact.AttributeFact> facts =
                log().getFirst().records().stream()
                        .filter(LogRecord.AttributeAsserted.class::isInstance)
                        .map(record -> ((LogRecord.AttributeAsserted) record).fact())
                        .toList();
        assertThat(facts)
                .extracting(Fact.AttributeFact::value)
                .containsExactly(
                        5L,
                        0.5,
                        "NaN",
                        Long.MIN_VALUE,
                        List.of(1L, "ä\uD83D\uDE00", Map.of("b", 1.0)));
        assertThat(facts.getFirst().at().at()).isEqualTo(Instant.ofEpochMilli(5123));
        assertThat(log()).isEqualTo(heard);
        assertSound(1);
    }

    @Test
    void aLongValueThatIsSaidAgainIsStoredOnce() {
        String schema = "amount:double,".repeat(40);
        for (int i = 0; i < 3; i++) {
            int second = i;
            committer.commit(
                    INTENT,
                    commit -> {
                        commit.declare(RUN, "schema", schema, at(second));
                        commit.declare(RUN, "copy", schema, at(second));
                        commit.declare(RUN, "short", "amount", at(second));
                        return 0;
                    });
        }

        assertThat(log()).isEqualTo(heard);
        assertThat(stored("value IS NOT NULL AND length(value) > 100")).isEqualTo(1);
        assertThat(stored("value_of IS NOT NULL")).isEqualTo(5);
        assertThat(LogVerifier.verify(store).findings()).isEmpty();
    }

    @Test
    void aLongValueOfAnUndoneWriteHoldsNoOther() {
        String sql = "SELECT amount FROM payments ".repeat(10);
        assertThatThrownBy(
                        () ->
                                committer.commit(
                                        INTENT,
                                        commit -> {
                                            commit.declare(RUN, "sql", sql, at(1));
                                            throw new IllegalStateException("no");
                                        }))
                .hasMessage("no");
        committer.commit(INTENT, CommitContractTests::aRunThatUsedData);
        for (int i = 0; i < 2; i++) {
            int second = i;
            committer.commit(
                    INTENT,
                    commit -> {
                        commit.declare(RUN, "sql", sql, at(second));
                        return 0;
                    });
        }

        assertThat(log()).isEqualTo(heard);
        assertThat(stored("value_of IS NOT NULL")).isEqualTo(1);
    }

    private long stored(String which) {
        return store.<Long>read(
                db ->
                        db.sql("SELECT COUNT(*) AS n FROM attribute_row WHERE " + which)
                                .first(row -> row.integer("n"))
                                .orElseThrow());
    }

    @Test
    void aRefusedWriteLeavesNothingAndTakesNoPosition() {
        assertThatThrownBy(
                        () ->
                                committer.commit(
                                        INTENT,
                                        commit -> {
                                            aRunThatUsedData(commit);
                                            throw new IllegalStateException("no");
                                        }))
                .hasMessage("no");
        assertThat(
                        store.<Long>read(
                                db ->
                                        db.sql("SELECT recorded_ms FROM log_head")
                                                .first(row -> row.integer("recorded_ms"))
                                                .orElseThrow()))
                .as("the head's record time, which only entries move")
                .isZero();
        committer.commit(INTENT, CommitContractTests::aRunThatUsedData);
        assertThat(log()).isEqualTo(heard).hasSize(1);
        assertThat(log().getFirst().position()).isEqualTo(1);
    }

    @Test
    void aRefusedWriteOfPointsLeavesNoEntryOfThem() {
        assertThatThrownBy(
                        () ->
                                committer.commit(
                                        INTENT,
                                        commit -> {
                                            commit.points(RUN, new byte[] {1});
                                            commit.declare(RUN, "x", new Object(), at(1));
                                            return 0;
                                        }))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(log()).isEmpty();
    }

    @Test
    void pointsOfAnEntryThatIsRefusedWithOthersLeaveNoEntry() {
        assertThatThrownBy(
                        () ->
                                committer.commitAll(
                                        session -> {
                                            session.commit(
                                                    INTENT,
                                                    commit -> {
                                                        commit.points(RUN, new byte[] {1});
                                                        return 0;
                                                    });
                                            throw ClewException.notFound("a later entry's");
                                        }))
                .hasMessage("a later entry's");
        committer.commit(INTENT, CommitContractTests::aRunThatUsedData);
        assertThat(log()).isEqualTo(heard).hasSize(1);
        assertThat(body(1).payload().form()).isNotEqualTo(Payload.Form.POINTS);
    }

    @Test
    void aRowWithAKeyReplacesThoseBeforeWhetherTheyWaitOrNot() {
        Insert names =
                new Insert(
                        "workspace",
                        "INSERT INTO workspace (id, name) VALUES :rows ON CONFLICT (id) DO UPDATE SET"
                                + " name = excluded.name",
                        true);
        for (String last : List.of("red", "blue")) {
            committer.commit(
                    INTENT,
                    commit -> {
                        for (String name : List.of("a", "b", "c", last)) {
                            commit.insert(names, List.of(7, name));
                            commit.insert(names, List.of(8, name + " too"));
                        }
                        commit.subject(RUN);
                        return 0;
                    });
            List<String> rows =
                    store.read(
                            db ->
                                    db.sql("SELECT name FROM workspace WHERE id > 1 ORDER BY id")
                                            .list(row -> row.text("name")));
            assertThat(rows).containsExactly(last, last + " too");
        }
    }

    @Test
    void nothingWithinAValueComesBackAsNothing() {
        List<Object> list = new ArrayList<>(List.of("a"));
        list.add(null);
        Map<String, Object> map = new HashMap<>();
        map.put("none", null);
        committer.commit(
                INTENT,
                commit -> {
                    commit.declare(RUN, "list", list, at(1));
                    commit.declare(RUN, "map", map, at(1));
                    commit.declare(RUN, EdgeKind.USED, DATA, at(1), Map.of("list", list));
                    return 0;
                });
        assertThat(log()).isEqualTo(heard);
        assertSound(1);
    }

    @Test
    void positionsAreDenseAndHeardInOrderBeforeTheAnswer() throws Exception {
        int writers = 200;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> all = new ArrayList<>();
            for (int i = 0; i < writers; i++) {
                Urn run = Urn.of(NodeKind.RUN, "mlflow", "r" + i % 50);
                boolean fails = i % 7 == 0;
                Callable<Boolean> write =
                        () -> {
                            try {
                                committer.commit(INTENT, commit -> use(commit, run, fails));
                            } catch (IllegalStateException expected) {
                                return fails;
                            }
                            return !fails && heard.stream().anyMatch(entry -> mentions(entry, run));
                        };
                all.add(threads.submit(write));
            }
            for (Future<Boolean> write : all) {
                assertThat(write.get()).isTrue();
            }
        }
        List<LogEntry> log = log();
        assertThat(log).isEqualTo(heard);
        assertThat(log)
                .extracting(LogEntry::position)
                .containsExactlyElementsOf(LongStream.rangeClosed(1, log.size()).boxed().toList());
        assertThat(
                        log.stream()
                                .flatMap(entry -> entry.records().stream())
                                .filter(LogRecord.NodeAdded.class::isInstance)
                                .map(record -> ((LogRecord.NodeAdded) record).id())
                                .toList())
                .as("node ids are dense in log order")
                .isEqualTo(LongStream.rangeClosed(1, nodes()).mapToObj(id -> (int) id).toList());
        assertSound(log.size());
    }

    private static int use(Commit commit, Urn run, boolean fails) {
        commit.declare(run, EdgeKind.USED, DATA, at(5));
        if (fails) {
            commit.declare(run, EdgeKind.USED, Urn.of(NodeKind.DATASET, "f", "no"), at(5));
            throw new IllegalStateException("no");
        }
        return 0;
    }

    private static boolean mentions(LogEntry entry, Urn run) {
        return entry.records().stream()
                .anyMatch(
                        record ->
                                record instanceof LogRecord.EdgeAsserted edge
                                        && edge.fact().from().equals(run));
    }

    @Test
    void aListenerThatFailsLosesNoAnswerAndNoOtherListener() {
        List<LogEntry> second = new ArrayList<>();
        Committer other =
                new Committer(
                        store,
                        InstantSource.system(),
                        List.of(
                                entry -> {
                                    throw new IllegalStateException("a defect");
                                },
                                second::add));
        assertThat(other.<Integer>commit(INTENT, CommitContractTests::aRunThatUsedData))
                .isEqualTo(1);
        assertThat(second).hasSize(1);
    }

    @Test
    void listenersThatKnowNothingAreToldTheWholeLog() {
        for (int i = 0; i < 5; i++) {
            committer.commit(INTENT, CommitContractTests::aRunThatUsedData);
        }
        List<LogEntry> late = new ArrayList<>();
        Committer second = new Committer(store, InstantSource.system(), List.of(late::add), 2);
        second.catchUp();
        assertThat(late).isEqualTo(log().subList(2, 5));
        List<LogEntry> later = new ArrayList<>();
        new Committer(store, InstantSource.system(), List.of(later::add), 0)
                .commit(INTENT, CommitContractTests::aRunThatUsedData);
        assertThat(later).isEqualTo(log());
    }

    @Test
    void aLogWhoseEndIsMissingIsRefusedAndNotWaitedFor() {
        committer.commit(INTENT, CommitContractTests::aRunThatUsedData);
        committer.commit(INTENT, CommitContractTests::aRunThatUsedData);
        store.write(db -> db.sql("DELETE FROM entry WHERE position = 2").update());
        Committer late = new Committer(store, InstantSource.system(), List.of(entry -> {}), 0);
        assertThatThrownBy(late::catchUp).hasMessageContaining("no entry 2");
        assertThatThrownBy(() -> late.commit(INTENT, CommitContractTests::aRunThatUsedData))
                .hasMessageContaining("no entry 2");
    }

    @Test
    void recordTimeNeverGoesBack() {
        long[] clock = {5000};
        Committer moved =
                new Committer(store, () -> Instant.ofEpochMilli(clock[0]), List.of(heard::add));
        moved.commit(INTENT, CommitContractTests::aRunThatUsedData);
        clock[0] = 3000;
        moved.commit(INTENT, CommitContractTests::aRunThatUsedData);
        clock[0] = 6000;
        moved.commit(INTENT, CommitContractTests::aRunThatUsedData);
        assertThat(heard)
                .extracting(entry -> entry.recorded().toEpochMilli())
                .containsExactly(5000L, 5000L, 6000L);
    }

    @Test
    void pointsOfOneSubjectInOneGroupShareAnEntry() {
        committer.commit(INTENT, CommitContractTests::aRunThatUsedData);
        committer.commit(
                INTENT,
                commit -> {
                    commit.points(RUN, new byte[] {1});
                    return 0;
                });
        assertThat(heard).hasSize(2).last().extracting(LogEntry::records).isEqualTo(List.of());
        assertThat(body(2).subjects()).isEqualTo("[\"" + RUN + "\"]");
        assertThat(body(2).payload().form()).isEqualTo(Payload.Form.POINTS);
        assertSound(2);
    }

    @Test
    void aStatementSeesWhatItsOwnWriteSaidBefore() {
        committer.commit(
                INTENT,
                commit -> {
                    commit.declare(RUN, "x", "one", at(1));
                    assertThat(values(commit.db())).containsExactly("\"one\"");
                    commit.declare(RUN, "x", "two", at(1));
                    assertThat(values(commit.db())).containsExactly("\"one\"", "\"two\"");
                    return 0;
                });
    }

    private static List<String> values(Db db) {
        return db.sql(
                        "SELECT f.value FROM attribute_fact f JOIN node n ON n.id = f.node_id WHERE"
                                + " n.urn = :urn ORDER BY f.position, f.seq")
                .bind("urn", RUN.toString())
                .list(row -> row.text("value"));
    }

    @Test
    void aFactThatCannotBeStoredFailsItsOwnWriteAndNoOtherOfTheGroup() throws Exception {
        List<Future<Long>> writes = new ArrayList<>();
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 64; i++) {
                String name = i % 4 == 0 ? "bad\0" + i : "good" + i;
                writes.add(executor.submit(() -> committer.commit(INTENT, c -> named(c, name))));
            }
        }
        for (int i = 0; i < 64; i++) {
            if (i % 4 == 0) {
                assertThatThrownBy(writes.get(i)::get)
                        .hasRootCauseInstanceOf(ClewException.class)
                        .hasMessageContaining("NUL");
            } else {
                assertThat(writes.get(i).get()).isPositive();
            }
        }
        assertThat(log()).isEqualTo(heard).hasSize(48);
        assertSound(48);
    }

    private static long named(Commit commit, String name) {
        commit.declare(Urn.of(NodeKind.RUN, "mlflow", "r"), name, 1, at(1));
        return commit.position();
    }

    @Test
    void aLongPayloadIsKeptAsItsDigest() {
        byte[] body = "x".repeat(Payload.BODY_BYTES_MAX + 1).getBytes(StandardCharsets.UTF_8);
        committer.commit(INTENT, commit -> payload(commit, body));
        committer.commit(INTENT, commit -> payload(commit, "{}".getBytes(StandardCharsets.UTF_8)));
        assertThat(body(1).payload().form()).isEqualTo(Payload.Form.DIGEST);
        assertThat(body(2).payload().form()).isEqualTo(Payload.Form.BODY);
        assertSound(2);
    }

    private static int payload(Commit commit, byte[] body) {
        commit.subject(RUN);
        commit.payload(body);
        return 0;
    }

    @Test
    void aNameLongerThanADatabaseIndexesIsFoundAgain() {
        Urn first = Urn.of(NodeKind.DATASET, "\uD83D\uDE00".repeat(900), "1" + "y".repeat(9000));
        Urn second = Urn.of(NodeKind.DATASET, "\uD83D\uDE00".repeat(900), "2" + "y".repeat(9000));
        List<Integer> ids =
                committer.commit(
                        INTENT, commit -> List.of(commit.nodeId(first), commit.nodeId(second)));
        Committer fresh = new Committer(store, InstantSource.system(), List.of());
        assertThat(
                        fresh.<List<Integer>>commit(
                                INTENT,
                                commit -> List.of(commit.nodeId(first), commit.nodeId(second))))
                .isEqualTo(ids)
                .doesNotHaveDuplicates();
    }

    @Test
    void anUnknownWorkspaceIsRefused() {
        Intent elsewhere = new Intent(new Workspace("nowhere"), INTENT.by(), "runs/create");
        assertThatThrownBy(() -> committer.commit(elsewhere, CommitContractTests::aRunThatUsedData))
                .isInstanceOfSatisfying(
                        ClewException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_FOUND));
    }

    @Test
    void everyWordOfALongTextIsWholeInSomeTerm() {
        String text = "x".repeat(230) + " betweentwoterms " + "y".repeat(300) + " End";
        assertThat(Terms.of("description", text))
                .allMatch(term -> term.length() <= Terms.CHARS_MAX)
                .anyMatch(term -> term.contains(" betweentwoterms "))
                .anyMatch(term -> term.endsWith(" end"));
        assertThat(Terms.of("param.depth", 5L)).containsExactly("5");
        assertThat(Terms.of("schema", "{}")).isEmpty();
        assertThat(Terms.of("sql", "SELECT 1")).isEmpty();
        assertThat(Terms.of("quality.rows", 5L)).isEmpty();
        assertThat(Terms.of("tag.sql", "yes")).containsExactly("yes");
    }

    @Test
    void everyLeafIsTheHashOfWhatIsStored() {
        committer.commit(INTENT, CommitContractTests::aRunThatUsedData);
        committer.commit(INTENT, CommitContractTests::everyKindOfFact);
        assertSound(2);
        byte[] leaf =
                store.read(
                        db ->
                                db.sql("SELECT packed_leaf FROM entry WHERE position = 2")
                                        .first(row -> row.bytes("packed_leaf"))
                                        .orElseThrow());
        assertThat(leaf).hasSize(PackedLeaf.BYTES);
    }

    @Test
    void aChangeOfWhatIsStoredIsFoundWhereverItIsMade() {
        Map<String, List<String>> changes =
                Map.of(
                        "UPDATE entry SET operation = 'x'", List.of(HEAD),
                        "UPDATE entry SET recorded_ms = recorded_ms + 1", List.of(HEAD),
                        "UPDATE entry SET protocol = 'x'", List.of(HEAD),
                        "UPDATE entry_body SET principal = 'x'", List.of("principal"),
                        "UPDATE entry_body SET subjects = '[]'", List.of("subjects"),
                        "UPDATE entry_body SET payload_form = 'digest'", List.of("payload"),
                        "UPDATE edge_row SET at_ms = at_ms + 1", List.of("facts"),
                        "UPDATE attribute_row SET value = '\"complete\"'", List.of("facts"),
                        "DELETE FROM attribute_row", List.of("facts"),
                        "UPDATE node SET urn = 'urn:clew:run:mlflow/r2' WHERE kind = 'run'",
                                List.of("facts", "subjects"));
        changes.forEach(
                (change, fields) -> {
                    try (Store changed = newDatabase().open(Migration.core())) {
                        new Committer(changed, InstantSource.system(), List.of())
                                .commit(INTENT, CommitContractTests::aRunThatUsedData);
                        changed.write(db -> db.sql(change).update());
                        assertThat(LogVerifier.verify(changed).findings())
                                .as(change)
                                .extracting(LogVerifier.Finding::what)
                                .containsExactlyElementsOf(
                                        fields.stream()
                                                .map(
                                                        field ->
                                                                "its leaf does not match the stored "
                                                                        + field)
                                                .toList());
                    }
                });
    }

    @Test
    void missingEntriesAndFactsOfNoEntryAreFound() {
        for (int i = 0; i < 3; i++) {
            committer.commit(INTENT, CommitContractTests::aRunThatUsedData);
        }
        store.write(db -> db.sql("DELETE FROM entry WHERE position = 2").update());
        assertThat(LogVerifier.verify(store).findings())
                .extracting(LogVerifier.Finding::what)
                .containsExactly(
                        "the entries before it are missing from the log",
                        "the table edge_fact has facts of no entry",
                        "the table attribute_fact has facts of no entry");
        store.write(db -> db.sql("DELETE FROM entry WHERE position = 3").update());
        assertThat(LogVerifier.verify(store).findings())
                .contains(new LogVerifier.Finding(0, "the log ends at 1 and not at 3"));
    }

    @Test
    void anEntryInTheFormOfTheFirstVersionsIsStillChecked() {
        committer.commit(INTENT, CommitContractTests::aRunThatUsedData);
        EntryBody body = body(1);
        LogEntry entry = log().getFirst();
        Leaf.Head head =
                new Leaf.Head(1, "default", entry.recorded(), entry.protocol(), entry.operation());
        String hash = store.read(db -> LogReader.leafHash(db, 1)).orElseThrow();
        store.write(
                db -> {
                    PackedLeaf leaf =
                            db.sql("SELECT packed_leaf FROM entry")
                                    .first(row -> PackedLeaf.of(row.bytes("packed_leaf")))
                                    .orElseThrow();
                    db.sql("UPDATE entry SET leaf = :leaf, packed_leaf = NULL")
                            .bind("leaf", leaf.text(head))
                            .update();
                    return db.sql(
                                    "UPDATE entry_body SET principal = :principal, principal_id ="
                                            + " NULL, subjects = :subjects")
                            .bind("principal", body.principal())
                            .bind("subjects", body.subjects())
                            .update();
                });
        assertSound(1);
        assertThat(body(1)).isEqualTo(body);
        assertThat(store.read(db -> LogReader.leafHash(db, 1)).orElseThrow()).isEqualTo(hash);
        store.write(db -> db.sql("UPDATE entry_body SET principal = 'x'").update());
        store.write(db -> db.sql("UPDATE entry SET operation = 'x'").update());
        assertThat(LogVerifier.verify(store).findings())
                .extracting(LogVerifier.Finding::what)
                .containsExactly(
                        "its leaf does not match the stored " + HEAD,
                        "its leaf does not match the stored principal");
        store.write(db -> db.sql("UPDATE entry SET leaf = '{}'").update());
        assertThat(LogVerifier.verify(store).findings())
                .extracting(LogVerifier.Finding::what)
                .containsExactly("its leaf is missing");
    }

    @Test
    void anErasedBodyLeavesTheLogSound() {
        committer.commit(INTENT, CommitContractTests::aRunThatUsedData);
        committer.commit(INTENT, CommitContractTests::aRunThatUsedData);
        store.write(db -> db.sql("DELETE FROM entry_body WHERE position = 1").update());
        LogVerifier.Report report = LogVerifier.verify(store);
        assertThat(report.findings()).isEmpty();
        assertThat(report.erased()).isEqualTo(1);
        assertThat(report.entries()).isEqualTo(2);
    }

    @Test
    void aLongLogIsCheckedPageByPage() {
        for (int i = 0; i < 1100; i++) {
            committer.commit(INTENT, CommitContractTests::aRunThatUsedData);
        }
        assertSound(1100);
    }

    private void assertSound(long entries) {
        LogVerifier.Report report = LogVerifier.verify(store);
        assertThat(report.findings()).isEmpty();
        assertThat(report.isSound()).isTrue();
        assertThat(report.entries()).isEqualTo(entries);
        assertThat(report.erased()).isZero();
    }

    List<LogEntry> log() {
        return store.read(db -> LogReader.entries(db, 0, 10_000));
    }

    private long nodes() {
        return store.<Long>read(
                db ->
                        db.sql("SELECT COUNT(*) AS n FROM node")
                                .first(row -> row.integer("n"))
                                .orElseThrow());
    }

    private EntryBody body(long position) {
        return store.read(db -> LogReader.body(db, position)).orElseThrow();
    }

    static int aRunThatUsedData(Commit commit) {
        commit.declare(RUN, EdgeKind.USED, DATA, at(5), Map.of("context", "train"));
        commit.declare(RUN, "status", "running", at(5));
        commit.subject(RUN);
        commit.payload(new byte[] {'{', '}'});
        return 1;
    }

    private static int everyKindOfFact(Commit commit) {
        Asserter bob = Asserter.claimed("openlineage", "böb \uD83D\uDE00");
        Urn model = Urn.of(NodeKind.MODEL_VERSION, "fraud", "1");
        Inference inference = new Inference("guess", List.of("a=1", "b=2"));
        EventTime received = EventTime.received(commit.now());
        commit.declare(RUN, EdgeKind.USED, DATA, at(-5), Map.of("n", 1, "deep", List.of(1.5)));
        commit.observe(model, EdgeKind.GENERATED_BY, RUN, received);
        commit.add(
                new Fact.EdgeFact(
                        RUN,
                        EdgeKind.USED,
                        model,
                        Assertion.INFERRED,
                        received,
                        Asserter.CLEW,
                        Map.of(),
                        inference));
        commit.declare(model, "stage", "Production", at(7));
        commit.declare(model, "stage", null, at(8));
        commit.declare(model, "flags", Map.of("x", true, "y", List.of()), at(9));
        commit.add(
                new Fact.AttributeFact(
                        model, "guess", 0.1 + 0.2, Assertion.INFERRED, at(9), bob, inference));
        commit.add(
                new Fact.EdgeRetraction(
                        RUN, EdgeKind.USED, DATA, at(10), bob, Instant.ofEpochMilli(4), "wrong"));
        commit.add(new Fact.EdgeRetraction(RUN, EdgeKind.USED, DATA, at(10), bob, null, "never"));
        commit.add(new Fact.AttributeRetraction(model, "stage", at(11), bob, "typo \"x\""));
        commit.subject(model);
        return 1;
    }

    static EventTime at(long epochMillis) {
        return EventTime.reported(epochMillis);
    }
}
