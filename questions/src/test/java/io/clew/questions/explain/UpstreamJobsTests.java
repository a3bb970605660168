package io.clew.questions.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.clew.commit.Commit;
import io.clew.identity.openlineage.OpenLineageUrns;
import io.clew.model.Attributes;
import io.clew.model.Clocks;
import io.clew.model.EdgeKind;
import io.clew.model.EventTime;
import io.clew.model.Urn;
import io.clew.model.Viewer;
import io.clew.model.Workspace;
import io.clew.model.answer.ExplainItem;
import io.clew.model.answer.Explanation;
import io.clew.model.answer.Node;
import io.clew.model.answer.Verdict;
import io.clew.questions.node.NodeDetails;
import io.clew.questions.rows.NodeRow;
import io.clew.questions.rows.NodeRows;
import io.clew.questions.story.Database;
import io.clew.questions.story.FraudFacts;
import io.clew.questions.story.Ledger;
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

/** Tells how the bank's transactions are loaded by a job with SQL, and that it fails lately. */
@ParameterizedClass
@EnumSource(Database.class)
class UpstreamJobsTests {

    private static final Viewer VIEWER = Viewer.ofAll(Workspace.DEFAULT);
    private static final Urn LOAD = OpenLineageUrns.job("etl", "load_transactions");
    private static final Urn LOADED = OpenLineageUrns.run("a");
    private static final Urn FAILED = OpenLineageUrns.run("b");

    @Parameter Database database;

    @TempDir Path folder;
    private Store store;
    private Ledger ledger;

    @BeforeEach
    void open() {
        store = database.open(folder);
        ledger = new Ledger(store);
        FraudFacts.tell(ledger);
        ledger.by("etl", UpstreamJobsTests::load);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private static void load(Commit c) {
        EventTime first = at("2026-01-04T01:00:00Z");
        run(c, FAILED, "2026-02-20T01:00:00.000Z", "failed");
        run(c, LOADED, "2026-01-04T01:00:00.000Z", "complete");
        c.declare(FAILED, Attributes.ERROR, "no such table raw", at("2026-02-20T01:05:00Z"));
        c.declare(LOAD, Attributes.SQL, "INSERT INTO t SELECT * FROM raw", first);
        c.declare(
                LOAD,
                Attributes.SQL,
                "INSERT INTO t SELECT DISTINCT * FROM raw",
                at("2026-02-01T01:00:00Z"));
        c.declare(LOADED, Attributes.EXTRACTION_ERROR, "extraction failed for 1 of 3 tasks", first);
        c.declare(
                FraudFacts.TRANSACTIONS,
                Attributes.ASSERTION + "not_null.amount",
                Map.of("success", false, "expected", "0", "actual", "7"),
                first);
        c.declare(
                FraudFacts.TRANSACTIONS,
                Attributes.ASSERTION + "unique.id",
                Map.of("success", true),
                first);
        c.declare(FraudFacts.TRANSACTIONS_1, EdgeKind.GENERATED_BY, LOADED, first);
        c.declare(FraudFacts.TRANSACTIONS, Attributes.QUALITY + "rows", 12L, first);
        c.declare(FraudFacts.TRANSACTIONS, Attributes.QUALITY + "updated", "today", first);
    }

    private static void run(Commit c, Urn run, String start, String status) {
        EventTime started = at(start);
        c.declare(run, EdgeKind.PART_OF, LOAD, started);
        c.declare(run, Attributes.STARTED, start, started);
        c.declare(run, Attributes.STATUS, "running", started);
        c.declare(run, Attributes.STATUS, status, at("2026-02-20T01:05:00Z"));
    }

    private static EventTime at(String instant) {
        return EventTime.reported(Instant.parse(instant).toEpochMilli());
    }

    @Test
    void showsTheSqlOfUpstreamJobsAndThatItWasChangedSince() {
        assertThat(texts(explain(FraudFacts.VERSION_1, Clocks.NOW).how(), "upstream-jobs"))
                .containsExactly(
                        "1 job upstream: load_transactions.",
                        "load_transactions executes INSERT INTO t SELECT DISTINCT * FROM raw; it"
                                + " was changed on 2026-02-01 01:00:00 UTC: when the run began on"
                                + " 2026-01-05 10:00:30 UTC it was INSERT INTO t SELECT * FROM"
                                + " raw.");
        assertThat(texts(explain(FraudFacts.VERSION_2, Clocks.NOW).how(), "upstream-jobs"))
                .last()
                .asString()
                .endsWith("; it was the same when the run began on 2026-02-05 10:00:00 UTC.");
    }

    @Test
    void saysThatTheNewestRunOfAnUpstreamJobFailed() {
        Explanation e = explain(FraudFacts.VERSION_1, Clocks.NOW);
        assertThat(texts(e.why(), "failing-upstream"))
                .containsExactly(
                        "The newest run of load_transactions, upstream, of 2026-02-20 01:00:00"
                                + " UTC, failed: no such table raw; what went in here is from a"
                                + " run before.");
        assertThat(e.why())
                .filteredOn(item -> item.key().equals("failing-upstream"))
                .allSatisfy(
                        item -> {
                            assertThat(item.urns()).containsExactly(LOAD, FAILED);
                            assertThat(item.entries()).isNotEmpty();
                        });
        assertThat(texts(explain(FraudFacts.TRANSACTIONS, Clocks.NOW).why(), "failing-upstream"))
                .as("the job that makes the data itself")
                .hasSize(1);
        Clocks january = new Clocks(Instant.parse("2026-01-31T00:00:00Z"), Long.MAX_VALUE);
        assertThat(texts(explain(FraudFacts.VERSION_1, january).why(), "failing-upstream"))
                .isEmpty();
    }

    @Test
    void doesNotBlameARunThatOnlyHoldsOthers() {
        ledger.by(
                "etl",
                c ->
                        c.declare(
                                OpenLineageUrns.run("task"),
                                EdgeKind.PART_OF,
                                FAILED,
                                at("2026-02-20T01:01:00Z")));
        assertThat(texts(explain(FraudFacts.VERSION_1, Clocks.NOW).why(), "failing-upstream"))
                .isEmpty();
    }

    @Test
    void tellsTheNewestFigures() {
        assertThat(texts(explain(FraudFacts.TRANSACTIONS, Clocks.NOW).what(), "figures"))
                .containsExactly("Measured: rows = 12.");
    }

    @Test
    void showsFailedAssertionsOfInputs() {
        String failed = "Of 2 assertions on it 1 failed: not_null.amount (7 instead of 0).";
        assertThat(texts(explain(FraudFacts.VERSION_1, Clocks.NOW).what(), "inputs"))
                .singleElement()
                .asString()
                .endsWith(failed);
        assertThat(texts(explain(FraudFacts.TRANSACTIONS, Clocks.NOW).what(), "assertions"))
                .containsExactly(failed);
    }

    @Test
    void tellsErrorsAndWhatCouldNotBeRead() {
        assertThat(texts(explain(FAILED, Clocks.NOW).why(), "errors"))
                .containsExactly("b told an error: no such table raw");
        assertThat(texts(explain(FraudFacts.TRANSACTIONS_1, Clocks.NOW).what(), "not-read"))
                .containsExactly(
                        "Of a the extraction failed for 1 of 3 tasks: inputs or outputs may be"
                                + " missing.");
        assertThat(texts(explain(LOAD, Clocks.NOW).how(), "sql"))
                .containsExactly("Executes INSERT INTO t SELECT DISTINCT * FROM raw.");
    }

    private static Stream<String> stream(List<ExplainItem> items, String key) {
        return items.stream().filter(item -> item.key().equals(key)).map(ExplainItem::text);
    }

    private static List<String> texts(List<ExplainItem> items, String key) {
        return stream(items, key).toList();
    }

    private Explanation explain(Urn urn, Clocks clocks) {
        return store.read(
                db -> {
                    int workspace = NodeRows.workspaceId(db, VIEWER);
                    NodeRow row = NodeRows.find(db, workspace, urn).orElseThrow();
                    NodeRow job = NodeRows.find(db, workspace, LOAD).orElseThrow();
                    List<Node> upstream = NodeDetails.ofIds(db, VIEWER, List.of(job.id()), clocks);
                    return Explainer.explain(db, VIEWER, row, clocks, upstream, Verdict.complete());
                });
    }
}
