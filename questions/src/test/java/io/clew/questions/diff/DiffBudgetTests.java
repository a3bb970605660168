package io.clew.questions.diff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clew.graph.GraphIndex;
import io.clew.graph.traversal.Budget;
import io.clew.graph.traversal.Turns;
import io.clew.model.Attributes;
import io.clew.model.ClewException;
import io.clew.model.ErrorCode;
import io.clew.model.Viewer;
import io.clew.model.Workspace;
import io.clew.model.answer.Change;
import io.clew.model.answer.DiffAnswer;
import io.clew.model.answer.Verdict;
import io.clew.questions.details.StoreDetails;
import io.clew.questions.diff.Pipeline.Day;
import io.clew.questions.diff.work.DiffBudget;
import io.clew.questions.kept.Recall;
import io.clew.questions.story.Database;
import io.clew.questions.story.Ledger;
import io.clew.store.Store;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What one diff may cost, and what happens when it costs more. */
class DiffBudgetTests {

    private static final Viewer VIEWER = Viewer.ofAll(Workspace.DEFAULT);

    @TempDir Path folder;
    private Store store;
    private GraphIndex graph;
    private Day before;
    private Day after;

    @BeforeEach
    void open() {
        store = Database.SQLITE.open(folder);
        graph = new GraphIndex();
        Pipeline pipeline = new Pipeline(new Ledger(store, List.of(graph::apply)));
        before = pipeline.usual(3);
        after = pipeline.next();
        after.load.put(Attributes.SQL, "SELECT 1");
        after.training.put(Attributes.PARAM + "depth", "9");
        after.training.put(Attributes.TAG + "team", "risk");
        pipeline.tell(after);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private Diffs diffs(int pairsMax, int bigPairs, long millisMax, Turns turns) {
        return new Diffs(
                graph,
                store,
                new StoreDetails(store),
                Recall.nothing(graph),
                new DiffBudget(Budget.DEFAULT, pairsMax, bigPairs, millisMax),
                turns);
    }

    private DiffAnswer ask(Diffs diffs, int limit, @Nullable String cursor) {
        return diffs.ask(
                VIEWER,
                new DiffQuestion(
                        before.modelVersion(),
                        after.modelVersion(),
                        null,
                        null,
                        Long.MAX_VALUE,
                        null,
                        false,
                        limit,
                        cursor));
    }

    private static void isUnavailable(Runnable asking, String why) {
        assertThatThrownBy(asking::run)
                .isInstanceOfSatisfying(
                        ClewException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.UNAVAILABLE))
                .hasMessageContaining(why);
    }

    @Test
    void beyondItTheAnswerIsTruncatedAndSaysWhere() {
        Turns turns = new Turns(1, 0);
        DiffAnswer whole = ask(diffs(1000, 1000, 10_000, turns), 100, null);
        assertThat(whole.verdict().state()).isNotEqualTo(Verdict.State.TRUNCATED);
        assertThat(whole.changes()).extracting(Change::field).contains("depth", "sql");
        DiffAnswer part = ask(diffs(3, 1000, 10_000, turns), 100, null);
        assertThat(part.verdict().state()).isEqualTo(Verdict.State.TRUNCATED);
        assertThat(part.verdict().reason()).isEqualTo("more than 3 pairs to compare");
        assertThat(part.verdict().frontier().first())
                .contains(before.tableVersion(), after.tableVersion());
        assertThat(part.changes()).extracting(Change::field).contains("depth");
        assertThat(part.changes()).extracting(Change::field).doesNotContain("sql");
    }

    @Test
    void pagesAreCutWhereTimeEndedTheFirst() {
        Turns turns = new Turns(1, 0);
        Diffs hasty = diffs(1000, 1000, 0, turns);
        DiffAnswer first = ask(hasty, 1, null);
        assertThat(first.verdict().reason()).isEqualTo("more than 0 ms");
        assertThat(ask(hasty, 100, null).changes()).isEqualTo(pages(hasty, first));
        Diffs patient = diffs(4, 1000, 60_000, turns);
        DiffAnswer cut = ask(patient, 1, null);
        assertThat(ask(patient, 100, null).changes())
                .hasSizeGreaterThan(1)
                .isEqualTo(pages(patient, cut));
    }

    private List<Change> pages(Diffs diffs, DiffAnswer first) {
        List<Change> all = new ArrayList<>(first.changes());
        String cursor = first.next();
        while (cursor != null) {
            DiffAnswer page = ask(diffs, 1, cursor);
            assertThat(page.verdict()).isEqualTo(first.verdict());
            all.addAll(page.changes());
            cursor = page.next();
        }
        return all;
    }

    @Test
    void aBigOneWaitsForItsTurnAndASmallOneDoesNot() {
        Turns turns = new Turns(1, 0);
        try (Turns.Turn other = turns.beginBig()) {
            assertThat(other).isNotNull();
            assertThat(ask(diffs(1000, 1000, 10_000, turns), 100, null).changes()).isNotEmpty();
            isUnavailable(() -> ask(diffs(1000, 1, 10_000, turns), 100, null), "Too many big");
        }
        assertThat(ask(diffs(1000, 1, 10_000, turns), 100, null).changes()).isNotEmpty();
        assertThat(turns.free()).isEqualTo(1);
    }

    @Test
    void oneWhoseClientLeftIsGivenUp() {
        Diffs diffs = diffs(1000, 1000, 10_000, new Turns(1, 0));
        assertThat(ask(diffs, 100, null).changes()).isNotEmpty();
        Thread.currentThread().interrupt();
        try {
            isUnavailable(() -> ask(diffs, 100, null), "cancelled");
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }
}
