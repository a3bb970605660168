package io.clew.questions.diff;

import static org.assertj.core.api.Assertions.assertThat;

import io.clew.graph.GraphIndex;
import io.clew.identity.dataset.DatasetNames;
import io.clew.model.Attributes;
import io.clew.model.NodeKind;
import io.clew.model.Urn;
import io.clew.model.Viewer;
import io.clew.model.Workspace;
import io.clew.model.answer.Change;
import io.clew.model.answer.DiffAnswer;
import io.clew.questions.diff.Pipeline.Day;
import io.clew.questions.story.Database;
import io.clew.questions.story.Ledger;
import io.clew.store.Store;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiffTests {

    private static final Viewer VIEWER = Viewer.ofAll(Workspace.DEFAULT);

    @TempDir Path folder;
    private Store store;
    private GraphIndex graph;
    private Pipeline pipeline;

    @BeforeEach
    void open() {
        store = Database.SQLITE.open(folder);
        graph = new GraphIndex();
        pipeline = new Pipeline(new Ledger(store, List.of(graph::apply)));
    }

    @AfterEach
    void close() {
        store.close();
    }

    private DiffAnswer diff(Urn from, Urn to) {
        return new Diffs(graph, store)
                .ask(
                        VIEWER,
                        new DiffQuestion(
                                from, to, null, null, Long.MAX_VALUE, null, true, 100, null));
    }

    /**
     * Tells six usual days and one on which something is planted, and compares it with the last.
     */
    private DiffAnswer after(Consumer<Day> planted) {
        Day before = pipeline.usual(6);
        Day day = pipeline.next();
        planted.accept(day);
        pipeline.tell(day);
        return diff(before.modelVersion(), day.modelVersion());
    }

    private static Change top(DiffAnswer answer) {
        assertThat(answer.material()).as(answer.summary() + answer.changes()).isTrue();
        return answer.changes().getFirst();
    }

    private static void assertTop(
            DiffAnswer answer,
            Change.Kind kind,
            String field,
            Urn subject,
            @Nullable Object before,
            @Nullable Object after) {
        Change top = top(answer);
        assertThat(List.of(top.kind(), top.field(), top.subject()))
                .as(answer.changes().toString())
                .isEqualTo(List.of(kind, field, subject));
        assertThat(top.before()).isEqualTo(before);
        assertThat(top.after()).isEqualTo(after);
        assertThat(top.causedBy()).isNull();
        assertThat(top.path().getFirst()).isEqualTo(answer.to().urn());
        assertThat(top.path().getLast()).isEqualTo(subject);
        assertThat(top.why()).endsWith(".");
    }

    @Test
    void nothingMaterialChangesOnUsualDays() {
        DiffAnswer answer = after(day -> {});
        assertThat(answer.material()).as(answer.changes().toString()).isFalse();
        assertThat(answer.summary()).startsWith("Nothing material changed");
        assertThat(answer.effects()).extracting(effect -> effect.metric()).containsExactly("auc");
    }

    @Test
    void findsAParameter() {
        assertTop(
                after(day -> day.training.put(Attributes.PARAM + "depth", "9")),
                Change.Kind.PARAMETER,
                "depth",
                new Day(7).trainingRun(),
                "6",
                "9");
    }

    @Test
    void findsAnAlgorithm() {
        assertTop(
                after(day -> day.training.put(Attributes.ALGORITHM, "LogisticRegression")),
                Change.Kind.ALGORITHM,
                "estimator",
                new Day(7).trainingRun(),
                "XGBClassifier",
                "LogisticRegression");
    }

    @Test
    void findsAPackage() {
        DiffAnswer answer = after(day -> day.packages.put("xgboost", "3.0.0"));
        Change top = top(answer);
        assertThat(List.of(top.kind(), top.field(), top.before(), top.after()))
                .isEqualTo(List.of(Change.Kind.PACKAGE, "xgboost", "2.0.3", "3.0.0"));
        assertThat(top.subject().kind()).isEqualTo(NodeKind.ENVIRONMENT);
        assertThat(top.diff()).contains("-xgboost 2.0.3").contains("+xgboost 3.0.0");
    }

    @Test
    void findsPython() {
        assertThat(top(after(day -> day.python = "3.13.0")))
                .returns(Change.Kind.ENVIRONMENT, Change::kind)
                .returns("python", Change::field);
    }

    @Test
    void findsACommitAndAnEngine() {
        assertTop(
                after(day -> day.commit = "b".repeat(40)),
                Change.Kind.CODE,
                "commit",
                Pipeline.TRAINING,
                "a".repeat(40),
                "b".repeat(40));
        Day last = pipeline.usual(3);
        Day day = pipeline.next();
        day.load.put(Attributes.ENGINE, "spark 4.0.0");
        pipeline.tell(day);
        assertThat(top(diff(last.modelVersion(), day.modelVersion())))
                .returns("engine", Change::field)
                .returns("spark 4.0.0", Change::after);
    }

    @Test
    void findsAQueryUpstreamAndWhatFollowsFromIt() {
        DiffAnswer answer =
                after(
                        day -> {
                            day.load.put(Attributes.SQL, "SELECT id, amount / 100 FROM raw");
                            day.table.put(Attributes.QUALITY + "columns", Day.figures(0.5));
                        });
        assertTop(
                answer,
                Change.Kind.CODE,
                "sql",
                Pipeline.LOAD,
                "SELECT id, amount FROM raw",
                "SELECT id, amount / 100 FROM raw");
        assertThat(answer.changes().getFirst().diff()).contains("+SELECT id, amount / 100");
        assertThat(answer.changes())
                .filteredOn(change -> change.kind() == Change.Kind.QUALITY)
                .isNotEmpty()
                .allMatch(change -> Integer.valueOf(1).equals(change.causedBy()));
    }

    @Test
    void namesEveryNodeThatItRefersTo() {
        DiffAnswer answer =
                after(
                        day -> {
                            day.load.put(Attributes.SQL, "SELECT x FROM raw");
                            day.training.put(Attributes.NAME, "nightly");
                            day.training.put(Attributes.PARAM + "depth", "9");
                            day.metrics.put("auc", 0.5);
                        });
        assertThat(answer.nodes())
                .extracting(DiffAnswer.Named::urn)
                .doesNotHaveDuplicates()
                .containsAll(answer.changes().stream().flatMap(c -> c.path().stream()).toList())
                .containsAll(answer.changes().stream().map(Change::subject).toList())
                .containsAll(answer.effects().stream().map(effect -> effect.subject()).toList());
        assertThat(answer.nodes()).extracting(DiffAnswer.Named::name).contains("nightly", "load");
        assertThat(answer.to().name()).isEqualTo("churn/7");
    }

    @Test
    void aQueryInOtherWhiteSpaceOrWithAnotherCommentIsNoChange() {
        DiffAnswer answer =
                after(
                        day ->
                                day.load.put(
                                        Attributes.SQL,
                                        "/* run 17 */ select id,\n  amount\nFROM raw -- daily\n;"));
        assertThat(answer.changes()).noneMatch(change -> change.kind() == Change.Kind.CODE);
    }

    @Test
    void findsATypeAColumnMoreAndAColumnLess() {
        DiffAnswer answer =
                after(
                        day ->
                                day.table.put(
                                        Attributes.SCHEMA,
                                        List.of(
                                                Map.of("name", "amount", "type", "long"),
                                                Map.of("name", "country", "type", "string"))));
        assertThat(answer.changes())
                .filteredOn(change -> change.kind() == Change.Kind.SCHEMA)
                .extracting(Change::field)
                .contains("type", "removed", "added", "features");
        assertThat(answer.changes().getFirst().kind()).isEqualTo(Change.Kind.SCHEMA);
    }

    @Test
    void findsAShiftOfAColumnsFigures() {
        DiffAnswer answer =
                after(day -> day.table.put(Attributes.QUALITY + "columns", Day.figures(5000)));
        Change top = top(answer);
        assertThat(top.kind()).isEqualTo(Change.Kind.QUALITY);
        assertThat(top.subject().last()).isEqualTo("amount");
    }

    @Test
    void findsAnAssertionThatFlipped() {
        String key = Attributes.ASSERTION + "not_null.amount";
        Map<String, Object> held =
                Map.of("assertion", "not_null", "column", "amount", "success", true);
        Map<String, Object> fails =
                Map.of("assertion", "not_null", "column", "amount", "success", false);
        for (int i = 0; i < 3; i++) {
            Day day = pipeline.next();
            day.table.put(key, held);
            pipeline.tell(day);
        }
        Day before = pipeline.next();
        before.table.put(key, held);
        pipeline.tell(before);
        Day day = pipeline.next();
        day.table.put(key, fails);
        pipeline.tell(day);
        assertThat(top(diff(before.modelVersion(), day.modelVersion())))
                .returns(Change.Kind.QUALITY, Change::kind)
                .returns("assertion", Change::field);
    }

    @Test
    void findsAnotherTableInTheOnesPlace() {
        Urn other = DatasetNames.read("s3://lake/raw_v2").orElseThrow().urn();
        assertTop(
                after(day -> day.raw = other),
                Change.Kind.DATA,
                "source",
                other,
                "s3://lake/raw",
                "s3://lake/raw_v2");
    }

    @Test
    void findsAnOldVersionThoughANewerWasThere() {
        DiffAnswer answer = after(day -> day.tableRead = 3);
        assertThat(top(answer))
                .returns(Change.Kind.DATA, Change::kind)
                .returns("stale", Change::field)
                .returns(Pipeline.TABLE, Change::subject);
    }

    @Test
    void findsAFailedRunUpstream() {
        DiffAnswer answer =
                after(
                        day -> {
                            day.loadFails = true;
                            day.tableRead = 6;
                        });
        assertTop(answer, Change.Kind.UPSTREAM_RUN, "status", Pipeline.LOAD, "complete", "failed");
    }

    @Test
    void findsATransformation() {
        Consumer<Day> divided =
                day -> day.more.add((c, at) -> Pipeline.derive(c, at, "cents / 100"));
        Day first = pipeline.next();
        divided.accept(first);
        pipeline.tell(first);
        pipeline.usual(3);
        DiffAnswer answer = after(day -> day.more.add((c, at) -> Pipeline.derive(c, at, "cents")));
        assertThat(top(answer))
                .returns(Change.Kind.TRANSFORMATION, Change::kind)
                .returns(Pipeline.AMOUNT, Change::subject);
        assertThat(answer.changes().getFirst().why()).contains("cents / 100");
    }

    @Test
    void whatIsOnlySaidAboutThingsComesLast() {
        DiffAnswer answer =
                after(
                        day -> {
                            day.training.put(Attributes.PARAM + "depth", "9");
                            day.training.put(Attributes.PARAM + "verbose", "2");
                            day.training.put(Attributes.TAG + "team", "risk");
                        });
        assertThat(answer.changes().getFirst().field()).isEqualTo("depth");
        assertThat(answer.changes().reversed().subList(0, 2))
                .allMatch(change -> change.kind() == Change.Kind.ANNOTATION)
                .allMatch(change -> change.score() < 0.5);
    }

    @Test
    void sentencesCallThingsAsPeopleDo() {
        DiffAnswer answer =
                after(
                        day -> {
                            day.training.put(Attributes.TAG + "team", "risk");
                            day.training.put(Attributes.TAG + "metaflow.pathspec", "T/3/train/8");
                            day.table.put(
                                    Attributes.QUALITY + "columns",
                                    Map.of("amount", Map.of("nulls", 48_702L, "mean", 8461.5)));
                        });
        assertThat(answer.changes())
                .extracting(Change::why)
                .contains("The tag team of run of day 7 is new: risk.")
                .anyMatch(why -> why.startsWith("The number of nulls of the column amount of"))
                .anyMatch(why -> why.endsWith("to 8,461.5."))
                .noneMatch(why -> why.contains("pathspec"));
    }

    @Test
    void aThingAndItselfAtOneTimeDifferInNothing() {
        Day day = pipeline.usual(3);
        java.time.Instant now = java.time.Instant.parse("2026-02-01T00:00:00Z");
        DiffAnswer answer =
                new Diffs(graph, store)
                        .ask(
                                VIEWER,
                                new DiffQuestion(
                                        day.modelVersion(),
                                        day.modelVersion(),
                                        now,
                                        now,
                                        Long.MAX_VALUE,
                                        null,
                                        false,
                                        100,
                                        null));
        assertThat(answer.changes()).isEmpty();
        assertThat(answer.effects()).isEmpty();
        assertThat(answer.summary()).isEqualTo("Nothing material changed.");
    }
}
