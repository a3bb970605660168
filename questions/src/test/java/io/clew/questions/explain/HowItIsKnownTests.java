package io.clew.questions.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.clew.identity.dataset.DatasetVersions;
import io.clew.identity.mlflow.MlflowUrns;
import io.clew.model.Asserter;
import io.clew.model.Assertion;
import io.clew.model.Attributes;
import io.clew.model.Clocks;
import io.clew.model.EdgeKind;
import io.clew.model.EventTime;
import io.clew.model.Fact;
import io.clew.model.Inference;
import io.clew.model.NodeKind;
import io.clew.model.Urn;
import io.clew.model.Viewer;
import io.clew.model.Workspace;
import io.clew.model.answer.ExplainItem;
import io.clew.model.answer.Node;
import io.clew.model.answer.Verdict;
import io.clew.questions.node.NodeDetails;
import io.clew.questions.rows.NodeRow;
import io.clew.questions.rows.NodeRows;
import io.clew.questions.story.Database;
import io.clew.questions.story.FraudFacts;
import io.clew.questions.story.Ledger;
import io.clew.store.Db;
import io.clew.store.Store;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** That an answer claims no better knowledge than there is. */
@ParameterizedClass
@EnumSource(Database.class)
class HowItIsKnownTests {

    private static final Viewer VIEWER = Viewer.ofAll(Workspace.DEFAULT);
    private static final Urn LOADED = DatasetVersions.byRun(FraudFacts.TRANSACTIONS, "7");
    private static final Urn VERSION = MlflowUrns.modelVersion("fraud", 9);

    @Parameter Database database;

    @TempDir Path folder;
    private Store store;
    private Ledger ledger;

    @BeforeEach
    void open() {
        store = database.open(folder);
        ledger = new Ledger(store);
        FraudFacts.tell(ledger);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void anInferredInputIsInferredWhateverIsRecordedOfTheData() {
        ledger.at("2026-02-07T09:00:00Z")
                .by(
                        "ann",
                        commit -> {
                            commit.observe(
                                    LOADED,
                                    Attributes.ASSERTION + "positive",
                                    Map.of("assertion", "positive", "success", false),
                                    EventTime.received(commit.now()));
                            commit.add(
                                    new Fact.EdgeFact(
                                            MlflowUrns.run(FraudFacts.RUN_2),
                                            EdgeKind.USED,
                                            LOADED,
                                            Assertion.INFERRED,
                                            EventTime.received(commit.now()),
                                            Asserter.claimed("mlflow", "ann"),
                                            Map.of(),
                                            new Inference("latest-before-start", List.of("x=1"))));
                        });
        assertThat(items(FraudFacts.VERSION_2, "inputs"))
                .filteredOn(item -> item.urns().contains(LOADED))
                .singleElement()
                .satisfies(
                        item -> {
                            assertThat(item.text()).contains("Nobody said so", "1 failed");
                            assertThat(item.state()).isEqualTo(ExplainItem.State.INFERRED);
                            assertThat(item.entries()).hasSize(1);
                        });
    }

    @Test
    void anArtifactIsKnownByWhatMadeIt() {
        Urn artifact = Urn.of(NodeKind.ARTIFACT, "metaflow", "Flow", "1", "join", "6", "m");
        Urn task = Urn.of(NodeKind.TASK, "metaflow", "Flow", "1", "join", "6");
        ledger.at("2026-02-07T09:00:00Z")
                .by(
                        "ann",
                        commit -> {
                            EventTime now = EventTime.received(commit.now());
                            commit.declare(artifact, EdgeKind.GENERATED_BY, task, now);
                            commit.declare(artifact, Attributes.NAME, "m", now);
                            commit.declare(task, Attributes.NAME, "join/6", now);
                            commit.declare(
                                    MlflowUrns.run(FraudFacts.RUN_2), EdgeKind.USED, artifact, now);
                        });
        assertThat(items(FraudFacts.VERSION_2, "inputs"))
                .filteredOn(item -> item.urns().contains(artifact))
                .extracting(ExplainItem::text)
                .containsExactly("m, which join/6 made.");
    }

    @Test
    void dataIsMadeByWhatMadeItAndNotByWhoReadItLater() {
        Urn load = Urn.of(NodeKind.RUN, "openlineage", "7");
        Urn job = Urn.of(NodeKind.JOB, "spark", "load_transactions");
        Urn readLater = DatasetVersions.byMlflowDigest(FraudFacts.TRANSACTIONS, "ffffffff");
        ledger.at("2026-02-07T09:00:00Z")
                .by(
                        "ann",
                        commit -> {
                            EventTime now = EventTime.received(commit.now());
                            commit.declare(
                                    LOADED, EdgeKind.VERSION_OF, FraudFacts.TRANSACTIONS, now);
                            commit.declare(LOADED, EdgeKind.GENERATED_BY, load, now);
                            commit.declare(load, EdgeKind.PART_OF, job, now);
                        });
        ledger.at("2026-02-08T09:00:00Z")
                .by(
                        "ann",
                        commit ->
                                commit.declare(
                                        readLater,
                                        EdgeKind.VERSION_OF,
                                        FraudFacts.TRANSACTIONS,
                                        EventTime.received(commit.now())));
        assertThat(items(FraudFacts.TRANSACTIONS, "jobs"))
                .singleElement()
                .satisfies(item -> assertThat(item.urns()).contains(job));
    }

    @Test
    void theFlowOfATaskIsNoOtherJobUpstreamOfIt() {
        Urn job = Urn.of(NodeKind.JOB, "metaflow", "Flow");
        Urn run = Urn.of(NodeKind.RUN, "metaflow", "Flow", "1");
        Urn step = Urn.of(NodeKind.STEP, "metaflow", "Flow", "1", "join");
        Urn task = Urn.of(NodeKind.TASK, "metaflow", "Flow", "1", "join", "6");
        ledger.at("2026-02-07T09:00:00Z")
                .by(
                        "ann",
                        commit -> {
                            EventTime now = EventTime.received(commit.now());
                            commit.declare(task, EdgeKind.PART_OF, step, now);
                            commit.declare(step, EdgeKind.PART_OF, run, now);
                            commit.declare(run, EdgeKind.PART_OF, job, now);
                        });
        assertThat(items(task, "upstream-jobs", job, FraudFacts.JOB))
                .singleElement()
                .satisfies(item -> assertThat(item.urns()).containsExactly(FraudFacts.JOB));
    }

    @Test
    void whoPromotedAndRegisteredWhatAHarvestFoundIsNotKnown() {
        harvest("2026-03-01T08:00:00Z");
        assertThat(items(VERSION, "promoted-by"))
                .singleElement()
                .satisfies(
                        item -> {
                            assertThat(item.text()).startsWith("Who gave it the alias champion");
                            assertThat(item.state()).isEqualTo(ExplainItem.State.MISSING);
                            assertThat(item.entries()).hasSize(1);
                        });
        assertThat(items(VERSION, "registered-by"))
                .singleElement()
                .satisfies(
                        item -> {
                            assertThat(item.text()).startsWith("Who registered it in fraud");
                            assertThat(item.state()).isEqualTo(ExplainItem.State.MISSING);
                        });
    }

    @Test
    void aHarvestDoesNotTellSinceWhenAnAliasIsHeld() {
        harvest("2026-03-01T08:00:00Z");
        assertThat(items(VERSION, "promoted"))
                .extracting(ExplainItem::text)
                .containsExactly(
                        "A harvest found it with the alias champion on 2026-03-01 08:00:00 UTC;"
                                + " since when is not known.");
        assertThat(items(VERSION, "registered"))
                .extracting(ExplainItem::text)
                .containsExactly("Became a version of fraud on 2025-06-01 00:00:00 UTC.");
    }

    /** A harvest brings a version with its time, and an alias without one. */
    private void harvest(String when) {
        EventTime then = EventTime.reported(Instant.parse("2025-06-01T00:00:00Z").toEpochMilli());
        ledger.at(when)
                .harvested(
                        commit -> {
                            commit.declare(VERSION, EdgeKind.VERSION_OF, FraudFacts.MODEL, then);
                            commit.declare(
                                    VERSION,
                                    Attributes.ALIAS + "champion",
                                    true,
                                    EventTime.received(commit.now()));
                        });
    }

    /** Answers with jobs whose runs are upstream. */
    private List<ExplainItem> items(Urn urn, String key, Urn... upstreamJobs) {
        return store.read(
                db -> {
                    NodeRow row =
                            NodeRows.find(db, NodeRows.workspaceId(db, VIEWER), urn).orElseThrow();
                    List<Node> jobs =
                            NodeDetails.ofIds(
                                    db,
                                    VIEWER,
                                    Stream.of(upstreamJobs).map(job -> id(db, job)).toList(),
                                    Clocks.NOW);
                    var e =
                            Explainer.explain(
                                    db, VIEWER, row, Clocks.NOW, jobs, Verdict.complete());
                    return Stream.of(e.who(), e.what(), e.when(), e.how())
                            .flatMap(List::stream)
                            .filter(item -> item.key().equals(key))
                            .toList();
                });
    }

    private static int id(Db db, Urn urn) {
        return NodeRows.find(db, NodeRows.workspaceId(db, VIEWER), urn).orElseThrow().id();
    }
}
