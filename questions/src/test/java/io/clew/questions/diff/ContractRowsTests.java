package io.clew.questions.diff;

import static org.assertj.core.api.Assertions.assertThat;

import io.clew.graph.GraphIndex;
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

/** Rows of the contract's table of changes that nothing else tests, each planted by itself. */
class ContractRowsTests {

    private static final Viewer VIEWER = Viewer.ofAll(Workspace.DEFAULT);
    private static final String PATCH = Attributes.TAG + "mlflow.source.git.diff";

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

    /** Tells five days that are alike, and one that is not, and returns what comes first. */
    private Change top(Consumer<Day> always, Consumer<Day> planted) {
        Day before = pipeline.next();
        for (int i = 0; i < 5; i++) {
            always.accept(before);
            pipeline.tell(before);
            before = i < 4 ? pipeline.next() : before;
        }
        Day day = pipeline.next();
        always.accept(day);
        planted.accept(day);
        pipeline.tell(day);
        DiffAnswer answer = ask(before.modelVersion(), day.modelVersion());
        assertThat(answer.material()).as(answer.summary() + answer.changes()).isTrue();
        Change top = answer.changes().getFirst();
        assertThat(top.path()).startsWith(day.modelVersion()).endsWith(top.subject());
        assertThat(top.why()).endsWith(".").doesNotEndWith("..");
        return top;
    }

    private DiffAnswer ask(Urn from, Urn to) {
        return new Diffs(graph, store)
                .ask(
                        VIEWER,
                        new DiffQuestion(
                                from, to, null, null, Long.MAX_VALUE, null, true, 100, null));
    }

    private static void is(
            Change change,
            Change.Kind kind,
            String field,
            NodeKind subject,
            @Nullable Object before,
            @Nullable Object after) {
        assertThat(List.of(change.kind(), change.field(), change.subject().kind()))
                .as(change.toString())
                .isEqualTo(List.of(kind, field, subject));
        assertThat(change.before()).isEqualTo(before);
        assertThat(change.after()).isEqualTo(after);
    }

    @Test
    void flavor() {
        is(
                top(
                        day -> {},
                        day ->
                                day.model.put(
                                        Attributes.FLAVORS,
                                        List.of("lightgbm", "python_function"))),
                Change.Kind.ALGORITHM,
                "flavor",
                NodeKind.RUN,
                List.of("xgboost"),
                List.of("lightgbm"));
    }

    @Test
    void dirty() {
        Change change =
                top(
                        day -> {},
                        day -> {
                            day.commit += "-dirty-0123456789ab";
                            day.training.put(PATCH, "-depth = 6\n+depth = 9\n");
                        });
        is(change, Change.Kind.CODE, "dirty", NodeKind.JOB, "clean", "-depth = 6\n+depth = 9\n");
        assertThat(change.diff()).contains("+depth = 9");
    }

    @Test
    void anotherPatchOnTheSameCommit() {
        Change change =
                top(
                        day -> {
                            day.commit += "-dirty-0123456789ab";
                            day.training.put(PATCH, "+depth = 8\n");
                        },
                        day -> {
                            day.commit = "a".repeat(40) + "-dirty-ba9876543210";
                            day.training.put(PATCH, "+depth = 9\n");
                        });
        is(change, Change.Kind.CODE, "dirty", NodeKind.JOB, "+depth = 8\n", "+depth = 9\n");
    }

    @Test
    void source() {
        is(
                top(
                        day -> day.load.put(Attributes.SOURCE_DIGEST, "sha256:one"),
                        day -> day.load.put(Attributes.SOURCE_DIGEST, "sha256:two")),
                Change.Kind.CODE,
                "source",
                NodeKind.JOB,
                "sha256:one",
                "sha256:two");
    }

    @Test
    void entryPoint() {
        is(
                top(
                        day -> day.training.put(Attributes.ENTRY_POINT, "train.py"),
                        day -> day.training.put(Attributes.ENTRY_POINT, "train_v2.py")),
                Change.Kind.CODE,
                "entry-point",
                NodeKind.JOB,
                "train.py",
                "train_v2.py");
    }

    @Test
    void java() {
        is(
                top(
                        day -> day.environment.put("java", "17.0.9"),
                        day -> day.environment.put("java", "21.0.1")),
                Change.Kind.ENVIRONMENT,
                "java",
                NodeKind.ENVIRONMENT,
                "17.0.9",
                "21.0.1");
    }

    @Test
    void hardware() {
        is(
                top(
                        day -> day.training.put("hardware", "8 x A100"),
                        day -> day.training.put("hardware", "2 x T4")),
                Change.Kind.ENVIRONMENT,
                "hardware",
                NodeKind.RUN,
                "8 x A100",
                "2 x T4");
    }

    @Test
    void image() {
        is(
                top(
                        day -> day.environment.put("image", "registry/train:1"),
                        day -> day.environment.put("image", "registry/train:2")),
                Change.Kind.ENVIRONMENT,
                "image",
                NodeKind.ENVIRONMENT,
                "registry/train:1",
                "registry/train:2");
    }

    @Test
    void imageAsMlflowProjectsTellIt() {
        String tag = Attributes.TAG + "mlflow.docker.image.uri";
        Change change =
                top(
                        day -> day.training.put(tag, "train:1"),
                        day -> day.training.put(tag, "train:2"));
        is(change, Change.Kind.ENVIRONMENT, "image", NodeKind.RUN, "train:1", "train:2");
    }

    @Test
    void environmentVariable() {
        is(
                top(
                        day -> day.load.put(Attributes.ENV + "RATES_TABLE", "rates_2025"),
                        day -> day.load.put(Attributes.ENV + "RATES_TABLE", "rates_2026")),
                Change.Kind.ENVIRONMENT,
                "env:RATES_TABLE",
                NodeKind.RUN,
                "rates_2025",
                "rates_2026");
    }

    @Test
    void baseModel() {
        is(
                top(
                        day -> day.training.put(Attributes.BASE_MODEL, "bert-base"),
                        day -> day.training.put(Attributes.BASE_MODEL, "roberta-base")),
                Change.Kind.MODEL,
                "base-model",
                NodeKind.RUN,
                "bert-base",
                "roberta-base");
    }

    @Test
    void digest() {
        is(
                top(
                        day -> day.table.put(Attributes.DIGEST, "sha256:0123"),
                        day -> day.table.put(Attributes.DIGEST, "sha256:4567")),
                Change.Kind.DATA,
                "digest",
                NodeKind.DATASET,
                "sha256:0123",
                "sha256:4567");
    }

    @Test
    void rows() {
        is(
                top(day -> {}, day -> day.table.put(Attributes.QUALITY + "rows", 90L)),
                Change.Kind.QUALITY,
                "rows",
                NodeKind.DATASET,
                1005L,
                90L);
    }

    @Test
    void nulls() {
        is(
                top(
                        day -> day.table.put(Attributes.QUALITY + "columns", nulls(2)),
                        day -> day.table.put(Attributes.QUALITY + "columns", nulls(400))),
                Change.Kind.QUALITY,
                "nulls",
                NodeKind.COLUMN,
                0.002,
                0.4);
    }

    private static Map<String, Object> nulls(long nulls) {
        return Map.of("amount", Map.of("nulls", nulls, "count", 1000 - nulls));
    }

    @Test
    void aSentenceEndsOnceWhereAValueEndsInAFullStop() {
        Day before = pipeline.next();
        before.model.put(Attributes.DESCRIPTION, "The first one.");
        pipeline.tell(before);
        Day day = pipeline.next();
        day.model.put(Attributes.DESCRIPTION, "The second one...");
        pipeline.tell(day);
        assertThat(ask(before.modelVersion(), day.modelVersion()).changes())
                .filteredOn(change -> change.field().equals(Attributes.DESCRIPTION))
                .singleElement()
                .extracting(Change::why)
                .asString()
                .endsWith("The second one.");
    }
}
