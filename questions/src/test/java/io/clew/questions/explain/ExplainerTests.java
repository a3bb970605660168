package io.clew.questions.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.clew.commit.MappedPeople;
import io.clew.identity.People;
import io.clew.identity.mlflow.MlflowUrns;
import io.clew.model.Asserter;
import io.clew.model.Attributes;
import io.clew.model.Clocks;
import io.clew.model.EdgeKind;
import io.clew.model.EventTime;
import io.clew.model.NodeKind;
import io.clew.model.Urn;
import io.clew.model.Viewer;
import io.clew.model.Workspace;
import io.clew.model.answer.ExplainItem;
import io.clew.model.answer.Explanation;
import io.clew.model.answer.Verdict;
import io.clew.questions.notes.Notes;
import io.clew.questions.rows.NodeRow;
import io.clew.questions.rows.NodeRows;
import io.clew.questions.story.Database;
import io.clew.questions.story.FraudFacts;
import io.clew.questions.story.Ledger;
import io.clew.store.Store;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Database.class)
class ExplainerTests {

    @Parameter Database database;

    private static final Viewer VIEWER = Viewer.ofAll(Workspace.DEFAULT);

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
    void aModelVersionHasTheKeysThatThePromiseNames() {
        Explanation e = explain(FraudFacts.VERSION_1, Clocks.NOW);
        assertThat(keys(e.who()))
                .containsExactly("trained-by", "registered-by", "promoted-by", "approved-by");
        assertThat(keys(e.what()))
                .containsExactly("algorithm", "parameters", "metrics", "inputs", "base-model");
        assertThat(keys(e.when())).containsExactly("trained", "registered", "promoted");
        assertThat(keys(e.where()))
                .containsExactly("host", "environment", "storage", "deployments");
        assertThat(keys(e.why())).containsExactly("descriptions", "notes", "approvals");
        assertThat(keys(e.how())).containsExactly("code", "command", "packages", "upstream-jobs");
    }

    @Test
    void namesThePersonWhereTheOperatorSaysWhoItIs() {
        MappedPeople.apply(
                store, ledger.committer(), People.parse("Ann Lee = ann, ann@bank.example"));
        Explanation e = explain(FraudFacts.VERSION_2, Clocks.NOW);
        assertItem(e, "trained-by", ExplainItem.State.CLAIMED, "Ann Lee (as ann)");
        assertItem(e, "registered-by", ExplainItem.State.CLAIMED, "ben (a name");
    }

    @Test
    void saysHowEachAnswerIsKnownAndWhatIsMissing() {
        Explanation e = explain(FraudFacts.VERSION_2, Clocks.NOW);
        assertItem(e, "trained-by", ExplainItem.State.CLAIMED, "ann (a name that nobody checked)");
        assertItem(e, "registered-by", ExplainItem.State.CLAIMED, "ben (a name");
        assertItem(e, "promoted-by", ExplainItem.State.CLAIMED, "production was set by rita");
        assertItem(e, "approved-by", ExplainItem.State.MISSING, "Nobody");
        assertItem(e, "algorithm", ExplainItem.State.RECORDED, "xgboost");
        assertItem(e, "parameters", ExplainItem.State.RECORDED, "1 parameter: max_depth = 6.");
        assertItem(e, "metrics", ExplainItem.State.RECORDED, "auc = 0.94");
        assertItem(
                e,
                "inputs",
                ExplainItem.State.RECORDED,
                "s3://bank/transactions, version mlflow-a41c07de (a weak digest",
                "for training",
                "1 column: amount double");
        assertItem(e, "trained", ExplainItem.State.RECORDED, "Started on 2026-02-05 10:00:00 UTC");
        assertItem(
                e,
                "promoted",
                ExplainItem.State.RECORDED,
                "Held the alias production since 2026-02");
        assertItem(e, "host", ExplainItem.State.MISSING, "Nothing says");
        assertItem(
                e,
                "code",
                ExplainItem.State.RECORDED,
                FraudFacts.COMMIT,
                "whether it had changes that were not committed is not known");
        assertItem(
                e, "packages", ExplainItem.State.RECORDED, "2 packages: numpy 2.3, xgboost 3.1.1");
    }

    @Test
    void everyAnswerButAMissingOneNamesItsEvidence() {
        for (Urn urn :
                List.of(
                        FraudFacts.VERSION_1,
                        FraudFacts.LOGGED_1,
                        FraudFacts.MODEL,
                        FraudFacts.JOB,
                        FraudFacts.TRANSACTIONS,
                        FraudFacts.TRANSACTIONS_1,
                        FraudFacts.CODE,
                        FraudFacts.ENVIRONMENT)) {
            Explanation e = explain(urn, Clocks.NOW);
            assertThat(items(e))
                    .filteredOn(item -> item.state() != ExplainItem.State.MISSING)
                    .filteredOn(
                            item -> !List.of("metrics", "created", "effects").contains(item.key()))
                    .filteredOn(item -> !item.text().startsWith("It lies at"))
                    .isNotEmpty()
                    .allSatisfy(item -> assertThat(item.entries()).as(item.text()).isNotEmpty());
        }
    }

    @Test
    void answersAsOfAPastTime() {
        Clocks january = new Clocks(Instant.parse("2026-01-31T00:00:00Z"), Long.MAX_VALUE);
        assertItem(
                explain(FraudFacts.VERSION_1, january),
                "promoted",
                ExplainItem.State.RECORDED,
                "Held the alias production since 2026-01-06 09:00:00 UTC");
        assertItem(
                explain(FraudFacts.VERSION_1, Clocks.NOW),
                "promoted",
                ExplainItem.State.RECORDED,
                "from 2026-01-06 09:00:00 UTC to 2026-02-06 09:00:00 UTC");
        assertItem(
                explain(FraudFacts.VERSION_1, Clocks.NOW),
                "promoted-by",
                ExplainItem.State.CLAIMED,
                "2026-01-06 09:00:00 UTC; it ended on 2026-02-06 09:00:00 UTC");
    }

    @Test
    void saysThatAThingIsDeletedAndNothingOfOneThatIsNot() {
        ledger.by(
                "rita",
                commit ->
                        commit.declare(
                                FraudFacts.VERSION_1,
                                Attributes.DELETED,
                                true,
                                EventTime.reported(
                                        Instant.parse("2026-03-01T09:00:00Z").toEpochMilli())));
        assertItem(
                explain(FraudFacts.VERSION_1, Clocks.NOW),
                "deleted",
                ExplainItem.State.RECORDED,
                "deleted on 2026-03-01 09:00:00 UTC");
        Clocks before = new Clocks(Instant.parse("2026-02-28T00:00:00Z"), Long.MAX_VALUE);
        assertThat(keys(explain(FraudFacts.VERSION_1, before).when())).doesNotContain("deleted");
    }

    @Test
    void showsNotesOfTheVersionAndOfTheModelItWasMadeFrom() {
        Notes notes = new Notes(ledger.committer());
        Asserter rita = Asserter.claimed("clew", "rita");
        notes.add(Workspace.DEFAULT, rita, FraudFacts.VERSION_1, "Flags too much.", new byte[0]);
        notes.add(Workspace.DEFAULT, rita, FraudFacts.LOGGED_1, "Overfits.", new byte[0]);
        Explanation e = explain(FraudFacts.VERSION_1, Clocks.NOW);
        assertThat(e.why())
                .filteredOn(item -> item.key().equals("notes"))
                .extracting(ExplainItem::text)
                .containsExactlyInAnyOrder(
                        "rita (a name that nobody checked) noted: Flags too much.",
                        "rita (a name that nobody checked) noted about the logged model model:"
                                + " Overfits.");
    }

    @Test
    void manyNewerVersionsHideNoAliasDeploymentOrUse() {
        Urn model = MlflowUrns.model("nightly");
        Urn data = new Urn(NodeKind.DATASET, List.of("s3://bank", "daily"));
        Urn serving = Urn.of(NodeKind.DEPLOYMENT, "sagemaker", "nightly-prod");
        EventTime at = EventTime.reported(Instant.parse("2026-03-01T00:00:00Z").toEpochMilli());
        int versions = Scene.MEMBERS_MAX + 20;
        ledger.by(
                "ann",
                commit -> {
                    for (int i = 1; i <= versions; i++) {
                        Urn version = MlflowUrns.modelVersion("nightly", String.valueOf(i));
                        Urn day = new Urn(NodeKind.DATASET_VERSION, append(data, "v-" + i));
                        commit.declare(version, EdgeKind.VERSION_OF, model, at);
                        commit.declare(day, EdgeKind.VERSION_OF, data, at);
                        Urn run = MlflowUrns.run("nightly" + i);
                        commit.declare(run, EdgeKind.USED, day, at);
                    }
                    Urn first = MlflowUrns.modelVersion("nightly", "1");
                    commit.declare(first, Attributes.ALIAS + "champion", true, at);
                    commit.declare(serving, EdgeKind.DEPLOYS, first, at);
                });
        Explanation e = explain(model, Clocks.NOW);
        assertItem(e, "aliases", ExplainItem.State.RECORDED, "nightly/1 holds the alias champion");
        assertItem(e, "deployments", ExplainItem.State.RECORDED, "nightly-prod");
        assertItem(
                explain(data, Clocks.NOW),
                "used-by",
                ExplainItem.State.RECORDED,
                versions + " runs used it");
    }

    @Test
    void theNewestVersionIsTheOneMadeLastThoughAnOlderOneWasHeardOfLater() {
        Urn model = MlflowUrns.model("moved");
        for (int version = 3; version > 0; version--) {
            Urn made = MlflowUrns.modelVersion("moved", String.valueOf(version));
            EventTime at = EventTime.reported(Instant.EPOCH.plusSeconds(version).toEpochMilli());
            ledger.by("ann", commit -> commit.declare(made, EdgeKind.VERSION_OF, model, at));
        }
        assertItem(
                explain(model, Clocks.NOW),
                "versions",
                ExplainItem.State.RECORDED,
                "3 versions; the newest is version 3.");
    }

    private static List<String> append(Urn dataset, String version) {
        return Stream.concat(dataset.segments().stream(), Stream.of(version)).toList();
    }

    @Test
    void everyKindOfNodeIsAnsweredUnderAllSixQuestions() {
        for (NodeKind kind : NodeKind.values()) {
            assertThat(Outline.of(kind).stream().map(Topic::question).distinct())
                    .as(kind.wireName())
                    .contains(
                            Topic.Question.WHO,
                            Topic.Question.WHAT,
                            Topic.Question.WHEN,
                            Topic.Question.WHERE,
                            Topic.Question.WHY,
                            Topic.Question.HOW);
        }
    }

    private static void assertItem(
            Explanation e, String key, ExplainItem.State state, String... parts) {
        assertThat(items(e))
                .filteredOn(item -> item.key().equals(key))
                .first()
                .satisfies(
                        item -> {
                            assertThat(item.text()).contains(parts);
                            assertThat(item.state()).as(item.text()).isEqualTo(state);
                        });
    }

    private static List<String> keys(List<ExplainItem> items) {
        return items.stream().map(ExplainItem::key).distinct().toList();
    }

    private static List<ExplainItem> items(Explanation e) {
        return Stream.of(e.who(), e.what(), e.when(), e.where(), e.why(), e.how())
                .flatMap(List::stream)
                .toList();
    }

    private Explanation explain(Urn urn, Clocks clocks) {
        return store.read(
                db -> {
                    NodeRow row =
                            NodeRows.find(db, NodeRows.workspaceId(db, VIEWER), urn).orElseThrow();
                    return Explainer.explain(
                            db, VIEWER, row, clocks, List.of(), Verdict.complete());
                });
    }
}
