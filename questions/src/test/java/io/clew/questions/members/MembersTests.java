package io.clew.questions.members;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clew.commit.Commit;
import io.clew.graph.GraphIndex;
import io.clew.model.Asserter;
import io.clew.model.Attributes;
import io.clew.model.ClewException;
import io.clew.model.Clocks;
import io.clew.model.EdgeKind;
import io.clew.model.EventTime;
import io.clew.model.Fact;
import io.clew.model.NodeKind;
import io.clew.model.Urn;
import io.clew.model.Viewer;
import io.clew.model.Workspace;
import io.clew.questions.GraphQuestions;
import io.clew.questions.Questions;
import io.clew.questions.UpstreamWarnings;
import io.clew.questions.story.ColumnFacts;
import io.clew.questions.story.Database;
import io.clew.questions.story.FraudFacts;
import io.clew.questions.story.Ledger;
import io.clew.questions.warnings.Warning;
import io.clew.questions.warnings.WarningsPage;
import io.clew.store.Store;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Lists runs of a job and versions of a dataset, and warns of what failed among them. */
@ParameterizedClass
@EnumSource(Database.class)
class MembersTests {

    private static final Viewer VIEWER = Viewer.ofAll(Workspace.DEFAULT);
    private static final Urn LOAD = Urn.of(NodeKind.JOB, "airflow", "load");

    @Parameter Database database;

    @TempDir Path folder;
    private Store store;
    private Ledger ledger;
    private Questions questions;
    private UpstreamWarnings warnings;

    @BeforeEach
    void open() {
        store = database.open(folder);
        GraphIndex index = new GraphIndex();
        ledger = new Ledger(store, List.of(index::apply));
        ColumnFacts.tell(ledger);
        FraudFacts.tell(ledger);
        questions = new Questions(store, ledger.committer());
        warnings = new UpstreamWarnings(questions, new GraphQuestions(index, store));
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void runsOfAJobComeNewestFirstInPagesWhileMoreAreWritten() {
        for (int day = 1; day <= 5; day++) {
            int each = day;
            ledger.by("etl", c -> run(c, each, "complete"));
        }
        List<String> seen = new ArrayList<>();
        String cursor = null;
        do {
            MembersPage page = runs(2, cursor, Clocks.NOW);
            assertThat(page.of()).isEqualTo(LOAD);
            page.members().forEach(node -> seen.add(node.urn().last()));
            cursor = page.next();
            ledger.by("etl", c -> run(c, 9 + seen.size(), "complete"));
        } while (cursor != null);

        assertThat(seen).containsExactly("r5", "r4", "r3", "r2", "r1");
    }

    @Test
    void whatWasTakenBackOrHadNotHappenedIsNoMember() {
        ledger.by("etl", c -> run(c, 1, "complete"));
        ledger.by("etl", c -> run(c, 2, "complete"));
        ledger.by("etl", c -> run(c, 3, "complete"));
        ledger.by(
                "etl",
                c ->
                        c.add(
                                new Fact.EdgeRetraction(
                                        urn(2),
                                        EdgeKind.PART_OF,
                                        LOAD,
                                        at(4),
                                        Asserter.claimed("mlflow", "etl"),
                                        null,
                                        "wrong")));
        Clocks second = new Clocks(Instant.parse("2026-01-01T04:00:00Z"), Long.MAX_VALUE);

        assertThat(runs(1, null, Clocks.NOW).members()).hasSize(1);
        assertThat(runs(9, null, Clocks.NOW).members())
                .extracting(node -> node.urn().last())
                .containsExactly("r3", "r1");
        assertThat(runs(9, null, second).members())
                .extracting(node -> node.urn().last())
                .containsExactly("r1");
    }

    @Test
    void versionsOfADatasetAndOfAModel() {
        assertThat(versions("s3://bank/transactions"))
                .containsExactly(FraudFacts.TRANSACTIONS_1.last());
        assertThat(versions("models:/fraud")).containsExactly("2", "1");
    }

    @Test
    void aCursorOfAnotherListIsRefused() {
        ledger.by("etl", c -> run(c, 1, "complete"));
        ledger.by("etl", c -> run(c, 2, "complete"));
        String cursor = runs(1, null, Clocks.NOW).next();

        assertThatThrownBy(
                        () ->
                                questions.members(
                                        VIEWER,
                                        Membership.VERSIONS,
                                        "of",
                                        LOAD.toString(),
                                        Clocks.NOW,
                                        1,
                                        cursor))
                .isInstanceOf(ClewException.class)
                .hasMessageContaining("cursor");
    }

    @Test
    void warnsOfAJobUpstreamWhoseNewestRunFailed() {
        ledger.by("etl", c -> c.declare(ColumnFacts.SPARK, EdgeKind.PART_OF, LOAD, at(1)));
        assertThat(warnings(50, null).warnings()).isEmpty();
        ledger.by(
                "etl",
                c -> {
                    run(c, 2, "failed");
                    c.declare(urn(2), Attributes.ERROR, "disk full\n at x", at(2));
                });

        Warning warning = warnings(50, null).warnings().getFirst();
        assertThat(warning.what()).isEqualTo(Warning.What.FAILED_RUN);
        assertThat(warning.subject().urn()).isEqualTo(LOAD);
        assertThat(warning.cause().urn()).isEqualTo(urn(2));
        assertThat(warning.text()).isEqualTo("The newest run of load failed: disk full.");
        ledger.by("etl", c -> run(c, 3, "complete"));
        assertThat(warnings(50, null).warnings()).isEmpty();
    }

    @Test
    void warnsOfAJobThatShouldHaveWrittenWhatWasUsed() {
        ledger.by(
                "etl",
                c -> {
                    run(c, 2, "failed");
                    c.declare(FraudFacts.TRANSACTIONS, EdgeKind.GENERATED_BY, urn(2), at(2));
                });

        assertThat(warnings(50, null).warnings())
                .extracting(warning -> warning.subject().urn())
                .containsExactly(LOAD);
    }

    @Test
    void saysAFailureOnceWhereItHappened() {
        Urn dag = Urn.of(NodeKind.JOB, "airflow", "dag");
        Urn dagRun = Urn.of(NodeKind.RUN, "openlineage", "dag-run");
        ledger.by(
                "etl",
                c -> {
                    c.declare(ColumnFacts.SPARK, EdgeKind.PART_OF, LOAD, at(1));
                    c.declare(LOAD, EdgeKind.PART_OF, dag, at(1));
                    run(c, 2, "failed");
                    c.declare(dagRun, EdgeKind.PART_OF, dag, at(2));
                    c.declare(dagRun, Attributes.STATUS, "failed", at(2));
                    c.declare(urn(2), EdgeKind.PART_OF, dagRun, at(2));
                    assertion(c, "fresh", false, 3);
                    c.declare(
                            FraudFacts.TRANSACTIONS_1,
                            Attributes.ASSERTION + "fresh",
                            Map.of("success", false),
                            at(3));
                });

        assertThat(warnings(50, null).warnings())
                .extracting(warning -> warning.cause().urn())
                .containsExactlyInAnyOrder(urn(2), FraudFacts.TRANSACTIONS_1);
    }

    @Test
    void warnsOfFailedAssertionsInPages() {
        ledger.by(
                "etl",
                c -> {
                    assertion(c, "not_null.amount", false, 3);
                    assertion(c, "unique.payment_id", false, 4);
                    assertion(c, "fresh", true, 5);
                });
        WarningsPage first = warnings(1, null);
        WarningsPage second = warnings(1, first.next());

        assertThat(first.warnings().getFirst().text())
                .isEqualTo("s3://bank/transactions failed the assertion unique.payment_id.");
        assertThat(second.warnings().getFirst().text()).contains("not_null.amount");
        assertThat(second.next()).isNull();
    }

    private WarningsPage warnings(int limit, @Nullable String cursor) {
        return warnings.page(VIEWER, "of", "models:/fraud", Clocks.NOW, limit, cursor);
    }

    private MembersPage runs(int limit, @Nullable String cursor, Clocks clocks) {
        return questions.members(
                VIEWER, Membership.RUNS, "of", LOAD.toString(), clocks, limit, cursor);
    }

    private List<String> versions(String of) {
        return questions
                .members(VIEWER, Membership.VERSIONS, "of", of, Clocks.NOW, 9, null)
                .members()
                .stream()
                .map(node -> node.urn().last())
                .toList();
    }

    private static void assertion(Commit c, String name, boolean success, int day) {
        c.declare(
                FraudFacts.TRANSACTIONS,
                Attributes.ASSERTION + name,
                Map.of("success", success),
                at(day));
    }

    private static void run(Commit c, int day, String status) {
        c.declare(urn(day), EdgeKind.PART_OF, LOAD, at(day));
        c.declare(urn(day), Attributes.STATUS, status, at(day));
    }

    private static Urn urn(int day) {
        return Urn.of(NodeKind.RUN, "openlineage", "r" + day);
    }

    private static EventTime at(int day) {
        return EventTime.reported(
                Instant.parse("2026-01-01T03:00:00Z")
                        .plusSeconds(86_400L * (day - 1))
                        .toEpochMilli());
    }
}
