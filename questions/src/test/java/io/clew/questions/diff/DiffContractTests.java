package io.clew.questions.diff;

import static org.assertj.core.api.Assertions.assertThat;

import io.clew.graph.GraphIndex;
import io.clew.model.Attributes;
import io.clew.model.Viewer;
import io.clew.model.Workspace;
import io.clew.model.answer.Change;
import io.clew.questions.diff.Pipeline.Day;
import io.clew.questions.story.Database;
import io.clew.questions.story.Ledger;
import io.clew.store.Store;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** All that a diff reads, on every database. */
class DiffContractTests {

    private static final Viewer VIEWER = Viewer.ofAll(Workspace.DEFAULT);

    @TempDir Path folder;

    @ParameterizedTest
    @EnumSource
    void findsTheSameOnEveryDatabase(Database database) {
        try (Store store = database.open(folder)) {
            GraphIndex graph = new GraphIndex();
            Pipeline pipeline = new Pipeline(new Ledger(store, List.of(graph::apply)));
            Day first = pipeline.next();
            first.more.add((c, at) -> Pipeline.derive(c, at, "cents / 100"));
            pipeline.tell(first);
            Day before = pipeline.usual(5);
            Day day = pipeline.next();
            day.more.add((c, at) -> Pipeline.derive(c, at, "cents"));
            day.tableRead = 3;
            day.training.put(Attributes.PARAM + "depth", "9");
            pipeline.tell(day);
            Diffs diffs = new Diffs(graph, store);
            assertThat(
                            diffs.ask(
                                            VIEWER,
                                            new DiffQuestion(
                                                    before.modelVersion(),
                                                    day.modelVersion(),
                                                    null,
                                                    null,
                                                    Long.MAX_VALUE,
                                                    null,
                                                    true,
                                                    100,
                                                    null))
                                    .changes())
                    .extracting(Change::field)
                    .contains("depth", "stale");
            assertThat(
                            diffs.ask(
                                            VIEWER,
                                            new DiffQuestion(
                                                    Pipeline.TABLE,
                                                    Pipeline.TABLE,
                                                    Instant.parse("2026-01-07T20:00:00Z"),
                                                    null,
                                                    Long.MAX_VALUE,
                                                    null,
                                                    true,
                                                    100,
                                                    null))
                                    .changes())
                    .extracting(Change::kind)
                    .contains(Change.Kind.TRANSFORMATION);
        }
    }
}
