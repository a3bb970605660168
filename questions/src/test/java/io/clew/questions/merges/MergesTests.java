package io.clew.questions.merges;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.clew.commit.EntryBody;
import io.clew.commit.Intent;
import io.clew.commit.LogReader;
import io.clew.graph.GraphIndex;
import io.clew.identity.dataset.DatasetNames;
import io.clew.model.Asserter;
import io.clew.model.Attributes;
import io.clew.model.ClewException;
import io.clew.model.Clocks;
import io.clew.model.EdgeKind;
import io.clew.model.ErrorCode;
import io.clew.model.EventTime;
import io.clew.model.NodeKind;
import io.clew.model.Urn;
import io.clew.model.Viewer;
import io.clew.model.Workspace;
import io.clew.model.answer.Node;
import io.clew.model.log.LogEntry;
import io.clew.questions.GraphQuestions;
import io.clew.questions.Questions;
import io.clew.questions.impact.ImpactQuestion;
import io.clew.questions.lineage.LineageQuestion;
import io.clew.questions.story.Database;
import io.clew.questions.story.FraudFacts;
import io.clew.questions.story.Ledger;
import io.clew.store.Store;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Database.class)
class MergesTests {

    @Parameter Database database;

    private static final Viewer VIEWER = Viewer.ofAll(Workspace.DEFAULT);
    private static final Asserter ANN = Asserter.claimed("clew", "ann");
    private static final Asserter BEN = Asserter.claimed("clew", "ben");
    private static final Urn TABLE = DatasetNames.of("hive://meta:9083", "bank.tx").urn();
    private static final Urn VIEW = DatasetNames.of("trino://t:8080", "hive.bank.tx").urn();
    private static final Urn LOAD = Urn.of(NodeKind.RUN, "openlineage", "load");
    private static final String PATH = "s3a://bank/transactions/";
    private static final byte[] PAYLOAD = "{\"as\":\"posted\"}".getBytes(StandardCharsets.UTF_8);

    @TempDir Path folder;
    private Store store;
    private Ledger ledger;
    private Questions questions;
    private GraphQuestions graph;

    @BeforeEach
    void open() {
        store = database.open(folder);
        GraphIndex index = new GraphIndex();
        ledger = new Ledger(store, List.of(index::apply));
        questions = new Questions(store, ledger.committer());
        graph = new GraphQuestions(index, store);
        FraudFacts.tell(ledger);
        ledger.at("2026-03-01T00:00:00Z")
                .by(
                        "spark",
                        c -> {
                            EventTime at = at("2026-01-04T00:00:00Z");
                            Urn version =
                                    Urn.of(
                                            NodeKind.DATASET_VERSION,
                                            TABLE.segment(0),
                                            TABLE.segment(1),
                                            "run-load");
                            c.declare(LOAD, Attributes.STATUS, "complete", at);
                            c.declare(version, EdgeKind.VERSION_OF, TABLE, at);
                            c.declare(version, EdgeKind.GENERATED_BY, LOAD, at);
                            c.declare(VIEW, Attributes.OWNER, "risk", at);
                        });
        ledger.at("2026-03-02T00:00:00Z");
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void answersTreatWhatIsMergedAsOne() {
        assertThat(upstream()).doesNotContain(LOAD);
        Decided decided = merge(PATH, "hive://meta:9083/bank.tx");
        assertThat(decided.by()).isEqualTo(ANN.agent());
        assertThat(decided.reason()).isEqualTo("the metastore says so");
        assertThat(decided.sameAs()).containsExactly(TABLE);
        assertThat(decided.facts())
                .containsExactly(
                        new Decided.Stated(
                                false, FraudFacts.TRANSACTIONS, EdgeKind.SAME_AS, TABLE, ANN));
        assertThat(node(TABLE, Clocks.NOW).sameAs()).containsExactly(FraudFacts.TRANSACTIONS);
        assertThat(node(FraudFacts.TRANSACTIONS, Clocks.NOW).sameAs()).containsExactly(TABLE);
        assertThat(upstream()).contains(LOAD);
        assertThat(affected(LOAD)).contains(FraudFacts.VERSION_1, FraudFacts.VERSION_2);
        assertThat(affected(TABLE)).contains(FraudFacts.VERSION_1, FraudFacts.VERSION_2);
    }

    @Test
    void theSameBytesAreOneThingUntilSomebodyTakesItBack() {
        Urn made = Urn.of(NodeKind.ARTIFACT, "mlflow", "load", "features.bin");
        Urn copy = Urn.of(NodeKind.ARTIFACT, "mlflow", "other", "copy.bin");
        Urn train = Urn.of(NodeKind.RUN, "mlflow", "train");
        Urn model = Urn.of(NodeKind.MODEL_VERSION, "mlflow", "other", "1");
        EventTime at = at("2026-01-05T00:00:00Z");
        ledger.by("spark", c -> c.declare(made, EdgeKind.GENERATED_BY, LOAD, at));
        ledger.by("ann", c -> c.declare(train, EdgeKind.USED, copy, at));
        ledger.by("ann", c -> c.declare(model, EdgeKind.GENERATED_BY, train, at));
        assertThat(affected(LOAD)).doesNotContain(model);
        bytes(made, at);
        bytes(copy, at);
        assertThat(node(made, Clocks.NOW).sameAs()).containsExactly(copy);
        assertThat(affected(LOAD)).contains(model);
        retract(BEN, made.toString(), EdgeKind.SAME_AS, copy.toString());
        bytes(copy, at("2026-01-06T00:00:00Z"));
        assertThat(node(made, Clocks.NOW).sameAs()).isEmpty();
        assertThat(affected(LOAD)).doesNotContain(model);
    }

    private void bytes(Urn file, EventTime at) {
        ledger.by(
                "ann",
                c -> {
                    c.observe(file, Attributes.DIGEST, "sha256:" + "ab".repeat(32), at);
                    c.observe(file, Attributes.SIZE_BYTES, 1L << 20, at);
                });
    }

    @Test
    void aMergeThatIsTakenBackLeavesTwoAgainWhoeverMadeIt() {
        Decided merged = merge(PATH, TABLE.toString());
        ledger.at("2026-03-03T00:00:00Z");
        Decided retracted = retract(BEN, TABLE.toString(), EdgeKind.SAME_AS, PATH);
        assertThat(retracted.by()).isEqualTo(BEN.agent());
        assertThat(retracted.sameAs()).isEmpty();
        assertThat(retracted.facts())
                .containsExactly(
                        new Decided.Stated(
                                true, FraudFacts.TRANSACTIONS, EdgeKind.SAME_AS, TABLE, ANN));
        assertThat(node(TABLE, Clocks.NOW).sameAs()).isEmpty();
        assertThat(upstream()).doesNotContain(LOAD);
        assertThat(affected(LOAD)).doesNotContain(FraudFacts.VERSION_1);
        Clocks before = new Clocks(null, merged.entry());
        assertThat(node(TABLE, before).sameAs()).containsExactly(FraudFacts.TRANSACTIONS);
        assertThat(upstream(before)).contains(LOAD);
        assertThat(upstream(new Clocks(null, merged.entry() - 1))).doesNotContain(LOAD);
    }

    @Test
    void beforeItWasMadeAMergeWasNotKnown() {
        Decided merged = merge(PATH, TABLE.toString());
        assertThat(node(TABLE, new Clocks(null, merged.entry() - 1)).sameAs()).isEmpty();
        Clocks earlier = new Clocks(Instant.parse("2026-03-01T12:00:00Z"), Long.MAX_VALUE);
        assertThat(node(TABLE, earlier).sameAs()).isEmpty();
    }

    @Test
    void mergesInCirclesJoinOnceAndComeApartOneByOne() {
        merge(PATH, TABLE.toString());
        merge(TABLE.toString(), VIEW.toString());
        merge(VIEW.toString(), PATH);
        merge(VIEW.toString(), PATH);
        assertThat(node(VIEW, Clocks.NOW).sameAs())
                .containsExactlyInAnyOrder(TABLE, FraudFacts.TRANSACTIONS);
        assertThat(upstream()).contains(LOAD);
        assertThat(retract(ANN, VIEW.toString(), EdgeKind.SAME_AS, PATH).sameAs())
                .as("they are one by way of the third")
                .containsExactlyInAnyOrder(TABLE, FraudFacts.TRANSACTIONS);
        assertThat(upstream()).contains(LOAD);
        assertThat(retract(ANN, PATH, EdgeKind.SAME_AS, TABLE.toString()).sameAs()).isEmpty();
        assertThat(upstream()).doesNotContain(LOAD);
    }

    @Test
    void threeNamesAreMergedAtOnce() {
        Decided decided =
                questions.merge(
                        VIEWER,
                        ANN,
                        List.of(PATH, TABLE.toString(), VIEW.toString()),
                        "one table",
                        PAYLOAD);
        assertThat(decided.facts()).hasSize(2);
        assertThat(node(VIEW, Clocks.NOW).sameAs())
                .containsExactlyInAnyOrder(TABLE, FraudFacts.TRANSACTIONS);
    }

    @Test
    void theAuditEntryHasWhoWhatAndTheRequest() {
        long entry = merge(PATH, TABLE.toString()).entry();
        EntryBody body = store.read(db -> LogReader.body(db, entry)).orElseThrow();
        LogEntry logged = store.read(db -> LogReader.entries(db, entry - 1, 1)).getFirst();
        assertThat(logged.operation()).isEqualTo("merges");
        assertThat(body.principal()).isEqualTo(ANN.agent().toString());
        assertThat(body.subjects()).contains(TABLE.toString(), FraudFacts.TRANSACTIONS.toString());
        assertThat(new String(body.payload().bytes(), StandardCharsets.UTF_8))
                .contains("as\":\"posted");
    }

    @Test
    void aToolThatRepeatsItselfDoesNotMergeAgainWhatAPersonTookApart() {
        assertThat(repeat()).isFalse();
        assertThat(repeat()).isTrue();
        retract(BEN, PATH, EdgeKind.SAME_AS, TABLE.toString());
        assertThat(repeat()).isTrue();
        assertThat(node(TABLE, Clocks.NOW).sameAs()).isEmpty();
        merge(PATH, TABLE.toString());
        assertThat(node(TABLE, Clocks.NOW).sameAs()).containsExactly(FraudFacts.TRANSACTIONS);
    }

    /** Says what a symlink says, unless it was said; returns whether it was. */
    private boolean repeat() {
        return ledger.committer()
                .commit(
                        new Intent(
                                Workspace.DEFAULT,
                                Asserter.claimed("openlineage", "spark"),
                                "lineage"),
                        c -> {
                            boolean said =
                                    c.isSaid(
                                            FraudFacts.TRANSACTIONS,
                                            EdgeKind.SAME_AS,
                                            TABLE,
                                            Map.of());
                            if (!said) {
                                c.declare(
                                        FraudFacts.TRANSACTIONS,
                                        EdgeKind.SAME_AS,
                                        TABLE,
                                        EventTime.received(c.now()));
                            }
                            return said;
                        });
    }

    @Test
    void onesOwnWordIsTakenBackAndNobodyElses() {
        Urn note = questions.note(VIEWER, ANN, "models:/fraud/1", "Wrong model.", PAYLOAD).urn();
        assertRefused(
                ErrorCode.FORBIDDEN,
                "claimed/clew/ann",
                () -> retract(BEN, note.toString(), EdgeKind.CONCERNS, "models:/fraud/1"));
        retract(ANN, note.toString(), EdgeKind.CONCERNS, "models:/fraud/1");
        assertRefused(
                ErrorCode.NOT_FOUND,
                "Nobody says now",
                () -> retract(ANN, note.toString(), EdgeKind.CONCERNS, "models:/fraud/1"));
    }

    @Test
    void whatCannotBeOneThingIsRefused() {
        assertRefused(ErrorCode.INVALID_PARAMETER, "one kind", () -> merge(PATH, "models:/fraud"));
        assertRefused(
                ErrorCode.INVALID_PARAMETER,
                "named twice",
                () -> merge(PATH, FraudFacts.TRANSACTIONS.toString()));
        assertRefused(
                ErrorCode.INVALID_PARAMETER,
                "same container",
                () -> merge("models:/fraud/1", "models:/fraud/2"));
        String one = questions.note(VIEWER, ANN, "models:/fraud/1", "Yes.", PAYLOAD).urn() + "";
        String two = questions.note(VIEWER, ANN, "models:/fraud/1", "No.", PAYLOAD).urn() + "";
        assertRefused(ErrorCode.INVALID_PARAMETER, "never one", () -> merge(one, two));
        assertThatExceptionOfType(ClewException.class)
                .isThrownBy(() -> merge(PATH, "s3://bank/transaction"))
                .satisfies(
                        refusal -> {
                            assertThat(refusal.code()).isEqualTo(ErrorCode.NOT_FOUND);
                            assertThat(refusal.candidates()).contains("s3://bank/transactions");
                        });
        assertThatExceptionOfType(ClewException.class)
                .isThrownBy(
                        () ->
                                questions.merge(
                                        VIEWER,
                                        ANN,
                                        List.of(PATH, TABLE.toString()),
                                        "  ",
                                        PAYLOAD))
                .satisfies(refusal -> assertThat(refusal.field()).isEqualTo("reason"));
        assertThat(node(TABLE, Clocks.NOW).sameAs()).isEmpty();
    }

    @Test
    void whoAsksForAMergeThatIsNotThereIsToldWhichAre() {
        merge(PATH, TABLE.toString());
        assertThatExceptionOfType(ClewException.class)
                .isThrownBy(() -> retract(ANN, PATH, EdgeKind.SAME_AS, VIEW.toString()))
                .satisfies(
                        refusal -> {
                            assertThat(refusal.code()).isEqualTo(ErrorCode.NOT_FOUND);
                            assertThat(refusal.candidates()).containsExactly(TABLE.toString());
                        });
    }

    private static void assertRefused(ErrorCode code, String why, ThrowingCallable call) {
        assertThatExceptionOfType(ClewException.class)
                .isThrownBy(call)
                .withMessageContaining(why)
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(code));
    }

    private Decided merge(String one, String other) {
        return questions.merge(VIEWER, ANN, List.of(one, other), "the metastore says so", PAYLOAD);
    }

    private Decided retract(Asserter by, String from, EdgeKind kind, String to) {
        return questions.retract(VIEWER, by, from, kind, to, "they are two", PAYLOAD);
    }

    private Node node(Urn urn, Clocks clocks) {
        return questions.node(VIEWER, "ref", urn.toString(), clocks).node();
    }

    private List<Urn> upstream() {
        return upstream(Clocks.NOW);
    }

    private List<Urn> upstream(Clocks clocks) {
        LineageQuestion all = LineageQuestion.upstreamOf(FraudFacts.VERSION_1);
        return graph
                .lineage(
                        VIEWER,
                        new LineageQuestion(
                                all.of(),
                                all.direction(),
                                all.depth(),
                                all.kinds(),
                                all.edges(),
                                all.level(),
                                all.assertions(),
                                clocks,
                                all.failed(),
                                all.limit(),
                                null))
                .nodes()
                .stream()
                .map(Node::urn)
                .toList();
    }

    private List<Urn> affected(Urn urn) {
        return graph
                .impact(VIEWER, new ImpactQuestion(urn, Clocks.NOW, false, 1000, null))
                .affected()
                .stream()
                .map(each -> each.urn())
                .toList();
    }

    private static EventTime at(String instant) {
        return EventTime.reported(Instant.parse(instant).toEpochMilli());
    }
}
