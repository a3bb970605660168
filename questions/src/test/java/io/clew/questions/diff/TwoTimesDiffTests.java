package io.clew.questions.diff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clew.graph.GraphIndex;
import io.clew.model.Attributes;
import io.clew.model.ClewException;
import io.clew.model.EdgeKind;
import io.clew.model.EventTime;
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
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TwoTimesDiffTests {

    private static final Viewer VIEWER = Viewer.ofAll(Workspace.DEFAULT);
    private static final Urn SERVING = Urn.of(NodeKind.DEPLOYMENT, "clew", "churn-prod");

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

    private DiffAnswer diff(Urn from, Urn to, @Nullable Instant before, @Nullable Instant after) {
        return new Diffs(graph, store)
                .ask(
                        VIEWER,
                        new DiffQuestion(
                                from, to, before, after, Long.MAX_VALUE, null, false, 100, null));
    }

    private static Instant evening(Day day) {
        return Instant.parse("2026-01-01T20:00:00Z").plus(Duration.ofDays(day.number));
    }

    /** Tells days on which the load's figures are elsewhere, and nothing else is. */
    private Day shifted(int days) {
        Day last = pipeline.next();
        for (int i = 0; i < days; i++) {
            last.table.put(Attributes.QUALITY + "columns", Day.figures(5000));
            pipeline.tell(last);
            last = i + 1 < days ? pipeline.next() : last;
        }
        return last;
    }

    private static Change top(DiffAnswer answer) {
        assertThat(answer.material()).as(answer.summary() + answer.changes()).isTrue();
        return answer.changes().getFirst();
    }

    @Test
    void theModelIsTheSameAndWhatFeedsItIsNot() {
        Day trained = pipeline.usual(6);
        Day now = shifted(2);
        DiffAnswer answer =
                diff(
                        trained.modelVersion(),
                        trained.modelVersion(),
                        evening(trained),
                        evening(now));
        assertThat(top(answer))
                .returns(Change.Kind.QUALITY, Change::kind)
                .returns("amount", change -> change.subject().last());
        assertThat(top(answer).path())
                .startsWith(trained.modelVersion())
                .contains(now.tableVersion(), Pipeline.TABLE);
    }

    @Test
    void nothingMaterialFeedsItOnUsualDays() {
        Day trained = pipeline.usual(6);
        Day now = pipeline.usual(2);
        assertThat(
                        diff(
                                        trained.modelVersion(),
                                        trained.modelVersion(),
                                        evening(trained),
                                        evening(now))
                                .material())
                .isFalse();
    }

    @Test
    void aDatasetAtTwoTimesIsItsNewestVersionThen() {
        Day before = pipeline.usual(6);
        Day after = shifted(1);
        DiffAnswer answer = diff(Pipeline.TABLE, Pipeline.TABLE, evening(before), evening(after));
        assertThat(top(answer).kind()).isEqualTo(Change.Kind.QUALITY);
    }

    @Test
    void aJobAtTwoTimesIsItsNewestGoodRunThen() {
        Day before = pipeline.usual(6);
        Day after = pipeline.next();
        after.load.put(Attributes.SQL, "SELECT id, amount / 100 FROM raw");
        pipeline.tell(after);
        DiffAnswer answer = diff(Pipeline.LOAD, Pipeline.LOAD, evening(before), null);
        assertThat(top(answer))
                .returns("sql", Change::field)
                .returns(Pipeline.LOAD, Change::subject);
    }

    @Test
    void aModelAtTwoTimesIsItsNewestVersionThen() {
        Day before = pipeline.usual(6);
        Day after = pipeline.next();
        after.training.put(Attributes.PARAM + "depth", "12");
        pipeline.tell(after);
        DiffAnswer answer = diff(Pipeline.MODEL, Pipeline.MODEL, evening(before), evening(after));
        assertThat(answer.changes())
                .filteredOn(change -> change.score() >= 0.5)
                .extracting(Change::field)
                .contains("depth", "version");
    }

    @Test
    void aDeploymentAtTwoTimesReadsWhatItReadsToday() {
        Day trained = pipeline.usual(6);
        ledger.at(evening(trained).minusSeconds(60).toString())
                .by(
                        "ops",
                        c -> {
                            EventTime at = EventTime.reported(c.now().toEpochMilli());
                            c.declare(SERVING, EdgeKind.DEPLOYS, trained.modelVersion(), at);
                            c.declare(SERVING, EdgeKind.USED, Pipeline.TABLE, at, Map.of());
                        });
        Day now = shifted(2);
        Change top = top(diff(SERVING, SERVING, evening(trained), evening(now)));
        assertThat(top.kind()).isEqualTo(Change.Kind.QUALITY);
        assertThat(top.path()).startsWith(SERVING);
    }

    @Test
    void aDeploymentThatServesAnotherVersionSaysSo() {
        Day first = pipeline.usual(6);
        ledger.at(evening(first).minusSeconds(60).toString())
                .by("ops", c -> deploys(c, first, null));
        Day second = pipeline.next();
        second.training.put(Attributes.PARAM + "depth", "12");
        pipeline.tell(second);
        ledger.at(evening(second).minusSeconds(60).toString())
                .by("ops", c -> deploys(c, second, first));
        DiffAnswer answer = diff(SERVING, SERVING, evening(first), evening(second));
        assertThat(answer.changes())
                .filteredOn(change -> change.kind() == Change.Kind.MODEL)
                .singleElement()
                .returns("version", Change::field)
                .returns(SERVING, Change::subject)
                .returns("churn/6", Change::before)
                .returns("churn/7", Change::after);
        assertThat(answer.changes()).anyMatch(change -> change.field().equals("depth"));
    }

    private static void deploys(io.clew.commit.Commit c, Day day, @Nullable Day before) {
        EventTime at = EventTime.reported(c.now().toEpochMilli());
        c.declare(SERVING, EdgeKind.DEPLOYS, day.modelVersion(), at);
        if (before != null) {
            c.add(
                    new io.clew.model.Fact.EdgeRetraction(
                            SERVING,
                            EdgeKind.DEPLOYS,
                            before.modelVersion(),
                            at,
                            c.by(),
                            at.at(),
                            "another version was deployed"));
        }
    }

    @Test
    void refusesWhatCannotBeCompared() {
        Day one = pipeline.usual(1);
        Day other = pipeline.usual(1);
        assertRefused("to", one.modelVersion(), one.trainingRun());
        assertRefused("to", one.modelVersion(), one.modelVersion());
        assertRefused("to", Pipeline.TABLE, Pipeline.RAW);
        assertRefused("to", Pipeline.TABLE, Pipeline.TABLE);
        assertRefused(
                "from",
                Urn.of(NodeKind.CODE, "github.com/bank/churn", "a".repeat(40)),
                other.modelVersion());
        assertThatThrownBy(
                        () ->
                                diff(
                                        Urn.of(NodeKind.RUN, "mlflow", "nobody"),
                                        one.trainingRun(),
                                        null,
                                        null))
                .isInstanceOf(ClewException.class)
                .hasMessageContaining("there is no");
    }

    private void assertRefused(String field, Urn from, Urn to) {
        assertThatThrownBy(() -> diff(from, to, null, null))
                .isInstanceOfSatisfying(
                        ClewException.class,
                        refusal -> assertThat(refusal.field()).isEqualTo(field))
                .hasMessageContaining("expected");
    }
}
