package io.clew.questions.lineage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clew.commit.Commit;
import io.clew.graph.GraphIndex;
import io.clew.model.Assertion;
import io.clew.model.Attributes;
import io.clew.model.ClewException;
import io.clew.model.Clocks;
import io.clew.model.Direction;
import io.clew.model.EdgeKind;
import io.clew.model.EventTime;
import io.clew.model.Level;
import io.clew.model.NodeKind;
import io.clew.model.Urn;
import io.clew.model.Viewer;
import io.clew.model.Workspace;
import io.clew.model.answer.Edge;
import io.clew.model.answer.ImpactAnswer;
import io.clew.model.answer.LineageAnswer;
import io.clew.questions.GraphQuestions;
import io.clew.questions.impact.ImpactQuestion;
import io.clew.questions.story.ColumnFacts;
import io.clew.questions.story.Database;
import io.clew.questions.story.FraudFacts;
import io.clew.questions.story.Ledger;
import io.clew.store.Store;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Database.class)
class ColumnLineageTests {

    private static final Viewer VIEWER = Viewer.ofAll(Workspace.DEFAULT);

    @Parameter Database database;

    @TempDir Path folder;
    private Store store;
    private GraphQuestions graph;
    private Ledger ledger;

    @BeforeEach
    void open() {
        store = database.open(folder);
        GraphIndex index = new GraphIndex();
        ledger = new Ledger(store, List.of(index::apply));
        ColumnFacts.tell(ledger);
        FraudFacts.tell(ledger);
        graph = new GraphQuestions(index, store);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void aColumnComesWithWhatWasDoneToIt() {
        LineageAnswer answer = ask(ColumnFacts.AMOUNT, Direction.UPSTREAM, Clocks.NOW);

        assertThat(urns(answer))
                .containsExactly(
                        ColumnFacts.AMOUNT,
                        ColumnFacts.CENTS,
                        ColumnFacts.TRANSACTIONS.urn(),
                        ColumnFacts.PAYMENTS.urn());
        assertThat(answer.nodes().getFirst().name()).isEqualTo("transactions#amount");
        Edge edge =
                answer.edges().stream()
                        .filter(e -> e.kind() == EdgeKind.DERIVED_FROM)
                        .findFirst()
                        .orElseThrow();
        assertThat(edge.attributes())
                .containsEntry(Attributes.TRANSFORMATIONS, List.of(ColumnFacts.DIVIDED));
    }

    @Test
    void howAColumnIsMadeIsWhatWasSaidOfItLast() {
        ledger.at("2026-02-01T03:00:00Z").by("etl", c -> plain(c));
        ledger.at("2026-02-02T03:00:00Z").by("etl", c -> ColumnFacts.derive(c, "2026-01-10"));

        assertThat(transformations(Clocks.NOW)).isEqualTo(List.of(ColumnFacts.PLAIN));
        Clocks before = new Clocks(Instant.parse("2026-01-20T00:00:00Z"), Long.MAX_VALUE);
        assertThat(transformations(before)).isEqualTo(List.of(ColumnFacts.DIVIDED));
    }

    private static void plain(Commit c) {
        c.declare(
                ColumnFacts.AMOUNT,
                EdgeKind.DERIVED_FROM,
                ColumnFacts.CENTS,
                EventTime.received(c.now()),
                Map.of(Attributes.TRANSFORMATIONS, List.of(ColumnFacts.PLAIN)));
    }

    private Object transformations(Clocks clocks) {
        return ask(ColumnFacts.AMOUNT, Direction.UPSTREAM, clocks).edges().stream()
                .filter(edge -> edge.kind() == EdgeKind.DERIVED_FROM)
                .map(edge -> edge.attributes().get(Attributes.TRANSFORMATIONS))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aModelIsShownBackToTheRawColumns() {
        LineageAnswer answer = ask(FraudFacts.VERSION_1, Direction.UPSTREAM, Clocks.NOW);

        assertThat(urns(answer))
                .contains(
                        ColumnFacts.SPARK,
                        ColumnFacts.PAYMENTS.urn(),
                        ColumnFacts.CENTS,
                        ColumnFacts.AMOUNT)
                .as("the schema of the version that was used has no card")
                .doesNotContain(ColumnFacts.CARD, ColumnFacts.CARD_HASH)
                .hasSize(Set.copyOf(urns(answer)).size());
        assertThat(urns(answer)).noneMatch(urn -> urn.last().equals("note"));
    }

    @Test
    void aColumnThatOnlyAnotherVersionHasIsNotUpstream() {
        Urn score =
                io.clew.identity.openlineage.OpenLineageUrns.column(
                        ColumnFacts.TRANSACTIONS.urn(), "score");
        ledger.at("2026-02-01T03:00:00Z")
                .by(
                        "etl",
                        c -> {
                            EventTime now = EventTime.received(c.now());
                            c.declare(
                                    score,
                                    EdgeKind.PART_OF,
                                    ColumnFacts.TRANSACTIONS.urn(),
                                    now,
                                    Map.of());
                            c.declare(
                                    score, EdgeKind.DERIVED_FROM, ColumnFacts.CENTS, now, Map.of());
                        });

        assertThat(urns(ask(FraudFacts.VERSION_1, Direction.UPSTREAM, Clocks.NOW)))
                .contains(ColumnFacts.AMOUNT)
                .doesNotContain(score);
        assertThat(urns(ask(ColumnFacts.TRANSACTIONS.urn(), Direction.UPSTREAM, Clocks.NOW)))
                .contains(score);
    }

    @Test
    void columnsAreAsTheyWereThen() {
        Clocks before = new Clocks(Instant.parse("2026-01-03T00:00:00Z"), Long.MAX_VALUE);

        assertThat(urns(ask(ColumnFacts.AMOUNT, Direction.UPSTREAM, before)))
                .containsExactly(ColumnFacts.AMOUNT);
    }

    @Test
    void pagesOfColumnsAreTheWholeAnswer() {
        LineageAnswer whole = ask(FraudFacts.VERSION_1, Direction.UPSTREAM, Clocks.NOW);
        List<Urn> nodes = new java.util.ArrayList<>();
        List<Edge> edges = new java.util.ArrayList<>();
        String cursor = null;
        do {
            LineageAnswer page =
                    ask(
                            FraudFacts.VERSION_1,
                            Direction.UPSTREAM,
                            Level.COLUMN,
                            Clocks.NOW,
                            3,
                            cursor);
            nodes.addAll(urns(page));
            edges.addAll(page.edges());
            cursor = page.next();
        } while (cursor != null);

        assertThat(nodes).isEqualTo(urns(whole));
        assertThat(edges).containsExactlyInAnyOrderElementsOf(whole.edges());
    }

    @Test
    void aCursorIsGoodForItsLevelOnly() {
        String cursor =
                ask(FraudFacts.VERSION_1, Direction.UPSTREAM, Level.COLUMN, Clocks.NOW, 3, null)
                        .next();

        assertThatThrownBy(
                        () ->
                                ask(
                                        FraudFacts.VERSION_1,
                                        Direction.UPSTREAM,
                                        Level.NODE,
                                        Clocks.NOW,
                                        3,
                                        cursor))
                .isInstanceOf(ClewException.class)
                .hasMessageContaining("cursor");
    }

    @Test
    void whatAWrongColumnBreaksReachesTheModel() {
        ImpactAnswer impact =
                graph.impact(
                        VIEWER,
                        new ImpactQuestion(ColumnFacts.CENTS, Clocks.NOW, false, 100, null));

        assertThat(impact.affected())
                .extracting(ImpactAnswer.Affected::urn)
                .contains(ColumnFacts.AMOUNT, ColumnFacts.SPARK, FraudFacts.VERSION_1)
                .doesNotContain(ColumnFacts.CARD_HASH, ColumnFacts.CENTS);
        assertThat(
                        impact.affected().stream()
                                .filter(each -> each.urn().equals(FraudFacts.LOGGED_1))
                                .findFirst()
                                .orElseThrow()
                                .via())
                .containsSequence(ColumnFacts.TRANSACTIONS.urn(), FraudFacts.TRANSACTIONS_1);
    }

    private LineageAnswer ask(Urn of, Direction direction, Clocks clocks) {
        return ask(of, direction, Level.COLUMN, clocks, 100, null);
    }

    private LineageAnswer ask(
            Urn of,
            Direction direction,
            Level level,
            Clocks clocks,
            int limit,
            @Nullable String cursor) {
        return graph.lineage(
                VIEWER,
                new LineageQuestion(
                        of,
                        direction,
                        LineageQuestion.ALL,
                        EnumSet.allOf(NodeKind.class),
                        EnumSet.allOf(EdgeKind.class),
                        level,
                        EnumSet.allOf(Assertion.class),
                        clocks,
                        false,
                        limit,
                        cursor));
    }

    private static List<Urn> urns(LineageAnswer answer) {
        return answer.nodes().stream().map(node -> node.urn()).toList();
    }
}
