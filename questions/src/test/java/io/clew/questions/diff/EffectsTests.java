package io.clew.questions.diff;

import static org.assertj.core.api.Assertions.assertThat;

import io.clew.commit.Commit;
import io.clew.graph.GraphIndex;
import io.clew.model.EdgeKind;
import io.clew.model.EventTime;
import io.clew.model.NodeKind;
import io.clew.model.Urn;
import io.clew.model.Viewer;
import io.clew.model.Workspace;
import io.clew.model.answer.DiffAnswer;
import io.clew.model.answer.Effect;
import io.clew.questions.diff.Pipeline.Day;
import io.clew.questions.story.Database;
import io.clew.questions.story.Ledger;
import io.clew.store.Store;
import io.clew.store.metrics.MetricPoint;
import io.clew.store.metrics.MetricStore;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Metrics that moved: of runs, of models by those who judged them, of those who read a dataset. */
class EffectsTests {

    private static final Viewer VIEWER = Viewer.ofAll(Workspace.DEFAULT);
    private static final Instant FEBRUARY = Instant.parse("2026-02-01T00:00:00Z");

    @TempDir Path folder;
    private Store store;
    private GraphIndex graph;
    private Ledger ledger;
    private Pipeline pipeline;
    private int evaluations;

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

    private List<Effect> effects(Urn from, Urn to, @Nullable Instant asOf) {
        DiffAnswer answer =
                new Diffs(graph, store)
                        .ask(
                                VIEWER,
                                new DiffQuestion(
                                        from,
                                        to,
                                        asOf,
                                        asOf,
                                        Long.MAX_VALUE,
                                        null,
                                        false,
                                        100,
                                        null));
        return answer.effects();
    }

    private Day day(double auc) {
        Day day = pipeline.next();
        day.metrics.put("auc", auc);
        return pipeline.tell(day);
    }

    /** Tells that another run judged a model on a version of a table, some time in February. */
    private void judge(Urn model, Day data, String metric, double value, Instant at) {
        ledger.at(at.toString()).by("eve", c -> judge(c, model, data, metric, value, at));
    }

    private void judge(Commit c, Urn model, Day data, String metric, double value, Instant when) {
        int number = ++evaluations;
        EventTime at = EventTime.reported(when.toEpochMilli());
        Urn run = Urn.of(NodeKind.RUN, "mlflow", "judge-" + number);
        Urn evaluation = Urn.of(NodeKind.EVALUATION, "mlflow", "judge-" + number);
        c.declare(evaluation, EdgeKind.GENERATED_BY, run, at);
        c.declare(evaluation, EdgeKind.EVALUATES, model, at);
        c.declare(evaluation, EdgeKind.EVALUATES, data.tableVersion(), at);
        long millis = when.toEpochMilli();
        MetricStore.append(
                c.db(),
                c.workspaceId(),
                c.nodeId(run),
                List.of(
                        new MetricPoint(metric, value, millis, 0, c.nodeId(evaluation)),
                        new MetricPoint(metric, 0.123, millis + 1, 5, 0)));
    }

    @Test
    void aModelsMetricsAreThoseThatOthersMeasuredOfIt() {
        Day before = day(0.9);
        Day after = day(0.9);
        judge(before.loggedModel(), after, "recall", 0.8, FEBRUARY);
        judge(after.loggedModel(), after, "recall", 0.6, FEBRUARY.plusSeconds(60));
        assertThat(effects(before.modelVersion(), after.modelVersion(), null))
                .containsExactly(
                        new Effect(after.modelVersion(), "recall", Pipeline.TABLE, 0.8, 0.6));
        assertThat(effects(before.loggedModel(), after.loggedModel(), null))
                .containsExactly(
                        new Effect(after.loggedModel(), "recall", Pipeline.TABLE, 0.8, 0.6));
    }

    @Test
    void whatWasMeasuredLaterIsNoEffectYet() {
        Day before = day(0.9);
        Day after = day(0.7);
        judge(after.loggedModel(), after, "recall", 0.6, FEBRUARY.plusSeconds(60));
        assertThat(effects(before.modelVersion(), after.modelVersion(), FEBRUARY))
                .containsExactly(new Effect(after.trainingRun(), "auc", null, 0.9, 0.7));
        assertThat(effects(before.modelVersion(), after.modelVersion(), null))
                .extracting(Effect::metric)
                .containsExactlyInAnyOrder("auc", "recall");
    }

    @Test
    void ofADatasetWhatItsReadersMeasured() {
        Day before = day(0.9);
        Day after = day(0.7);
        assertThat(effects(before.tableVersion(), after.tableVersion(), null))
                .containsExactly(new Effect(after.trainingRun(), "auc", null, 0.9, 0.7));
    }
}
