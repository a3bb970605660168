package io.clew.questions.diff;

import static org.assertj.core.api.Assertions.assertThat;

import io.clew.commit.Commit;
import io.clew.graph.GraphIndex;
import io.clew.model.Attributes;
import io.clew.model.EdgeKind;
import io.clew.model.EventTime;
import io.clew.model.NodeKind;
import io.clew.model.Urn;
import io.clew.model.Viewer;
import io.clew.model.Workspace;
import io.clew.model.answer.Change;
import io.clew.model.answer.DiffAnswer;
import io.clew.model.answer.Verdict;
import io.clew.questions.diff.Pipeline.Day;
import io.clew.questions.story.Database;
import io.clew.questions.story.Ledger;
import io.clew.store.Store;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is many: nothing is missed since something is far back, and what is left out is told. */
class DiffBoundsTests {

    private static final Viewer VIEWER = Viewer.ofAll(Workspace.DEFAULT);

    @TempDir Path folder;
    private Store store;
    private GraphIndex graph;
    private Ledger ledger;
    private Pipeline pipeline;

    @BeforeEach
    void open() {
        store = Database.SQLITE.open(folder);
        graph = new GraphIndex();
        ledger = new Ledger(store, List.of(graph::apply));
        pipeline = new Pipeline(ledger);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private DiffAnswer diff(
            Urn from, Urn to, @Nullable Instant asOf, int limit, @Nullable String cursor) {
        return new Diffs(graph, store)
                .ask(
                        VIEWER,
                        new DiffQuestion(
                                from, to, asOf, null, Long.MAX_VALUE, null, false, limit, cursor));
    }

    private DiffAnswer diff(Urn from, Urn to) {
        return diff(from, to, null, 100, null);
    }

    @Test
    void metricsThatAreLeftOutAreToldOnEveryPage() {
        Day before = pipeline.next();
        Day after = pipeline.next();
        for (int i = 0; i < 1001; i++) {
            before.metrics.put("m" + i, 1.0);
            after.metrics.put("m" + i, 2.0 + i);
        }
        after.training.put(Attributes.PARAM + "depth", "9");
        after.training.put(Attributes.TAG + "team", "risk");
        pipeline.tell(before);
        pipeline.tell(after);
        DiffAnswer first = diff(before.modelVersion(), after.modelVersion(), null, 1, null);
        assertThat(first.effects()).hasSize(1000);
        assertThat(first.verdict().state()).isEqualTo(Verdict.State.TRUNCATED);
        assertThat(first.verdict().reason()).isEqualTo("more than 1000 metrics that moved");
        DiffAnswer second =
                diff(before.modelVersion(), after.modelVersion(), null, 1, first.next());
        assertThat(second.effects()).isEmpty();
        assertThat(second.verdict()).isEqualTo(first.verdict());
    }

    @Test
    void evaluationsThatAreLeftOutAreToldWithTheirModel() {
        Day before = pipeline.usual(1);
        Day after = pipeline.usual(1);
        judge(after, 100);
        assertThat(diff(before.modelVersion(), after.modelVersion()).verdict().state())
                .isNotEqualTo(Verdict.State.TRUNCATED);
        judge(after, 1);
        Verdict verdict = diff(before.modelVersion(), after.modelVersion()).verdict();
        assertThat(verdict.reason()).isEqualTo("more than 100 evaluations of a model");
        assertThat(verdict.frontier().first()).containsExactly(after.loggedModel());
    }

    private void judge(Day day, int times) {
        ledger.at("2026-02-01T00:00:00Z").by("eve", c -> judge(c, day, times));
    }

    private static void judge(Commit c, Day day, int times) {
        EventTime at = EventTime.reported(c.now().toEpochMilli());
        for (int i = 0; i < times; i++) {
            Urn evaluation = Urn.of(NodeKind.EVALUATION, "mlflow", times + "-judge-" + i);
            c.declare(evaluation, EdgeKind.EVALUATES, day.loggedModel(), at);
        }
    }

    @Test
    void aFailureBeforeManyLaterRunsIsFound() {
        Day before = pipeline.usual(6);
        Day after = pipeline.next();
        after.loadFails = true;
        after.tableRead = before.number;
        pipeline.tell(after);
        pipeline.usual(30);
        assertThat(diff(before.modelVersion(), after.modelVersion()).changes())
                .filteredOn(change -> change.kind() == Change.Kind.UPSTREAM_RUN)
                .singleElement()
                .returns(Pipeline.LOAD, Change::subject)
                .returns("failed", Change::after);
    }

    @Test
    void aJobStandsForItsNewestGoodRunHoweverManyFailedSince() {
        Day before = pipeline.usual(1);
        Day good = pipeline.next();
        good.load.put(Attributes.SQL, "SELECT id, amount / 100 FROM raw");
        pipeline.tell(good);
        ledger.at("2026-02-01T00:00:00Z")
                .by(
                        "spark",
                        c -> {
                            EventTime at = EventTime.reported(c.now().toEpochMilli());
                            for (int i = 0; i < 300; i++) {
                                Urn run = Urn.of(NodeKind.RUN, "openlineage", "failed-" + i);
                                c.observe(run, EdgeKind.PART_OF, Pipeline.LOAD, at);
                                c.observe(run, Attributes.STATUS, "failed", at);
                            }
                        });
        DiffAnswer answer =
                diff(
                        Pipeline.LOAD,
                        Pipeline.LOAD,
                        Instant.parse("2026-01-02T20:00:00Z"),
                        100,
                        null);
        assertThat(before.number).isEqualTo(1);
        assertThat(answer.changes()).extracting(Change::field).contains("sql");
    }

    @Test
    void fieldsDeepWithinFieldsAreCompared() {
        Day before = pipeline.next();
        Day after = pipeline.next();
        before.table.put(Attributes.SCHEMA, nested(18, "long"));
        after.table.put(Attributes.SCHEMA, nested(18, "string"));
        pipeline.tell(before);
        pipeline.tell(after);
        assertThat(diff(before.modelVersion(), after.modelVersion()).changes())
                .extracting(Change::kind)
                .contains(Change.Kind.SCHEMA);
    }

    private static List<Object> nested(int depth, String type) {
        List<Object> fields = List.of(Map.of("name", "f", "type", type));
        for (int i = 0; i < depth; i++) {
            Map<String, Object> field = new HashMap<>(Map.of("name", "f", "type", "struct"));
            field.put("fields", fields);
            fields = new ArrayList<>(List.of(field));
        }
        return fields;
    }
}
