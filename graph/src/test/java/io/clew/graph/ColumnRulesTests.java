package io.clew.graph;

import static io.clew.graph.TestLog.urn;
import static org.assertj.core.api.Assertions.assertThat;

import io.clew.graph.traversal.Budget;
import io.clew.graph.traversal.Impact;
import io.clew.graph.traversal.Paths;
import io.clew.graph.traversal.Traversal;
import io.clew.graph.traversal.TraversalQuestion;
import io.clew.model.Attributes;
import io.clew.model.Clocks;
import io.clew.model.Direction;
import io.clew.model.EdgeKind;
import io.clew.model.Fact;
import io.clew.model.Level;
import io.clew.model.NodeKind;
import io.clew.model.Urn;
import io.clew.model.answer.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Says by example how columns are asked, and that nothing else changes for them. */
class ColumnRulesTests {

    private static final Urn RAW = urn(NodeKind.DATASET, "raw");
    private static final Urn CLEAN = urn(NodeKind.DATASET, "clean");
    private static final Urn OTHER = urn(NodeKind.DATASET, "other");
    private static final Urn RAW_1 = Urn.of(NodeKind.DATASET_VERSION, "t", "raw", "v-1");
    private static final Urn CLEAN_1 = Urn.of(NodeKind.DATASET_VERSION, "t", "clean", "v-1");
    private static final Urn SPARK = urn(NodeKind.RUN, "spark");
    private static final Urn TRAIN = urn(NodeKind.RUN, "train");
    private static final Urn MODEL = Urn.of(NodeKind.MODEL_VERSION, "t", "fraud", "3");
    private static final Urn CENTS = column("raw", "cents");
    private static final Urn CARD = column("raw", "card");
    private static final Urn UNUSED = column("raw", "unused");
    private static final Urn AMOUNT = column("clean", "amount");
    private static final Urn LABEL = column("clean", "label");
    private static final Urn ELSEWHERE = column("other", "x");

    private final TestLog log = new TestLog();

    private static Urn column(String dataset, String name) {
        return Urn.of(NodeKind.COLUMN, "t", dataset, name);
    }

    /** Raw payments by Spark to clean ones, and from these a model. */
    private void story() {
        log.edge(RAW_1, EdgeKind.VERSION_OF, RAW)
                .attribute(RAW_1, "digest", "x")
                .edge(SPARK, EdgeKind.USED, RAW_1)
                .edge(CLEAN_1, EdgeKind.GENERATED_BY, SPARK)
                .edge(CLEAN_1, EdgeKind.VERSION_OF, CLEAN)
                .status(SPARK, "complete")
                .edge(TRAIN, EdgeKind.USED, CLEAN_1)
                .edge(MODEL, EdgeKind.GENERATED_BY, TRAIN)
                .attribute(MODEL, "name", "3")
                .status(TRAIN, "complete");
        for (Urn column : List.of(CENTS, CARD, UNUSED)) {
            log.edge(column, EdgeKind.PART_OF, RAW);
        }
        log.edge(AMOUNT, EdgeKind.PART_OF, CLEAN)
                .edge(LABEL, EdgeKind.PART_OF, CLEAN)
                .edge(ELSEWHERE, EdgeKind.PART_OF, OTHER)
                .edge(AMOUNT, EdgeKind.DERIVED_FROM, CENTS)
                .edge(AMOUNT, EdgeKind.DERIVED_FROM, CARD);
    }

    @Test
    void aColumnIsAskedAlongColumnsBothWays() {
        story();

        assertThat(urns(up(AMOUNT))).containsExactly(AMOUNT, CARD, CENTS, CLEAN, RAW);
        assertThat(urns(ask(CENTS, Direction.DOWNSTREAM, Level.COLUMN)))
                .containsExactly(CENTS, AMOUNT, RAW, CLEAN);
        assertThat(links(up(AMOUNT)))
                .contains(
                        new Oracle.Link(AMOUNT, EdgeKind.DERIVED_FROM, CENTS),
                        new Oracle.Link(CENTS, EdgeKind.PART_OF, RAW));
        assertThat(up(AMOUNT).verdict()).isEqualTo(Verdict.complete());
    }

    @Test
    void aModelIsShownBackToTheRawColumns() {
        story();
        log.edge(LABEL, EdgeKind.DERIVED_FROM, ELSEWHERE);
        Traversal answer = up(MODEL);

        assertThat(urns(answer))
                .containsExactly(
                        MODEL, TRAIN, CLEAN_1, AMOUNT, CLEAN, SPARK, RAW_1, CARD, CENTS, RAW);
        assertThat(links(answer)).contains(new Oracle.Link(AMOUNT, EdgeKind.DERIVED_FROM, CENTS));
    }

    @Test
    void anAskedDatasetShowsAllOfItsColumnsAndWhatJoinsThem() {
        story();

        assertThat(urns(up(RAW))).containsExactly(RAW, CARD, CENTS, UNUSED, RAW_1);
        assertThat(urns(up(CLEAN))).contains(AMOUNT, LABEL, CENTS, CARD).doesNotContain(UNUSED);
    }

    @Test
    void aDatasetMeantAsAWholeStandsForItsColumns() {
        story();
        Urn derived = column("out", "all");
        Urn out = urn(NodeKind.DATASET, "out");
        log.edge(derived, EdgeKind.PART_OF, out)
                .edge(derived, EdgeKind.DERIVED_FROM, CLEAN)
                .edge(OTHER, EdgeKind.DERIVED_FROM, derived);

        assertThat(urns(up(derived)))
                .containsExactly(derived, AMOUNT, CLEAN, out, CARD, CENTS, RAW);
        assertThat(urns(ask(CENTS, Direction.DOWNSTREAM, Level.COLUMN)))
                .contains(AMOUNT, derived, OTHER)
                .doesNotContain(LABEL);
        assertThat(urns(up(ELSEWHERE))).contains(derived, CENTS);
    }

    @Test
    void atNodeLevelNothingIsOtherThanWithoutColumns() {
        story();
        List<Urn> things = List.of(CLEAN, RAW, CLEAN_1, TRAIN);
        List<List<Urn>> before = new ArrayList<>();
        List<Verdict> verdicts = new ArrayList<>();
        for (Urn thing : things) {
            for (Direction direction : Direction.values()) {
                Traversal answer = ask(thing, direction, Level.NODE);
                before.add(urns(answer));
                verdicts.add(answer.verdict());
            }
        }
        log.edge(OTHER, EdgeKind.DERIVED_FROM, AMOUNT)
                .edge(CENTS, EdgeKind.DERIVED_FROM, OTHER)
                .edge(column("clean", "new"), EdgeKind.PART_OF, CLEAN)
                .edge(column("clean", "new"), EdgeKind.DERIVED_FROM, RAW);
        List<List<Urn>> after = new ArrayList<>();
        List<Verdict> verdictsAfter = new ArrayList<>();
        for (Urn thing : things) {
            for (Direction direction : Direction.values()) {
                Traversal answer = ask(thing, direction, Level.NODE);
                after.add(urns(answer));
                verdictsAfter.add(answer.verdict());
            }
        }
        assertThat(after).isEqualTo(before);
        assertThat(verdictsAfter).isEqualTo(verdicts);
    }

    @Test
    void atNodeLevelAColumnShowsTheDatasetsOnItsWay() {
        story();

        assertThat(urns(ask(AMOUNT, Direction.UPSTREAM, Level.NODE)))
                .containsExactly(AMOUNT, CLEAN, RAW);
    }

    @Test
    void columnsCostAQuestionAboutThingsNoSteps() {
        story();
        int columns = 100_000;
        Fact[] facts = new Fact[columns];
        for (int i = 0; i < columns; i++) {
            facts[i] = log.said(column("clean", "c" + i), EdgeKind.PART_OF, CLEAN, TestLog.ANN);
        }
        log.add(facts);
        Budget few = new Budget(20, 1_000_000, 60_000);

        assertThat(ask(CLEAN, Direction.BOTH, Level.NODE, few).verdict().reason()).isNull();
        assertThat(ask(CLEAN, Direction.BOTH, Level.COLUMN).size()).isEqualTo(columns + 11);
        Traversal cut = ask(CLEAN, Direction.BOTH, Level.COLUMN, few);
        assertThat(cut.size()).isEqualTo(columns + 9);
        assertThat(cut.verdict().state()).isEqualTo(Verdict.State.TRUNCATED);
        assertThat(cut.verdict().frontier().first()).containsExactly(RAW);
    }

    @Test
    void onAColumnStandWhatDerivesFromItAndWhatUsedTheDatasetsOfThat() {
        story();
        Impact impact = Impact.of(log.index.view(), question(CENTS, Direction.DOWNSTREAM));
        List<Urn> affected = urns(impact.nodes(0, 100));

        assertThat(affected).containsExactly(AMOUNT, CLEAN_1, CLEAN, SPARK, TRAIN, MODEL);
        assertThat(urns(impact.via(log.id(MODEL)))).containsExactly(AMOUNT, CLEAN, CLEAN_1, TRAIN);
        assertThat(urns(impact.via(log.id(SPARK)))).containsExactly(RAW, RAW_1);
    }

    @Test
    void whereColumnsAreNotToldAllThatUsedTheDatasetMayStandOnAColumn() {
        story();
        Impact impact = Impact.of(log.index.view(), question(UNUSED, Direction.DOWNSTREAM));

        assertThat(urns(impact.nodes(0, 100))).containsExactly(SPARK, CLEAN_1, CLEAN, TRAIN, MODEL);
        for (Urn affected : List.of(SPARK, CLEAN_1, TRAIN, CLEAN, MODEL)) {
            assertThat(impact.isExact(log.id(affected))).isFalse();
            assertThat(impact.unknownAt(log.id(affected))).isEqualTo(log.id(SPARK));
        }
    }

    @Test
    void whereColumnsAreToldOnlyWhatDerivesFromAColumnStandsOnIt() {
        story();
        log.attribute(SPARK, Attributes.COLUMN_LINEAGE, "told");
        Impact unused = Impact.of(log.index.view(), question(UNUSED, Direction.DOWNSTREAM));
        Impact cents = Impact.of(log.index.view(), question(CENTS, Direction.DOWNSTREAM));

        assertThat(urns(unused.nodes(0, 100))).isEmpty();
        assertThat(unused.verdict()).isEqualTo(Verdict.complete());
        assertThat(urns(cents.nodes(0, 100)))
                .containsExactly(AMOUNT, CLEAN_1, CLEAN, SPARK, TRAIN, MODEL);
        for (Urn exact : List.of(AMOUNT, CLEAN_1, CLEAN, SPARK)) {
            assertThat(cents.isExact(log.id(exact))).isTrue();
            assertThat(cents.unknownAt(log.id(exact))).isZero();
        }
        assertThat(cents.isExact(log.id(MODEL))).isFalse();
        assertThat(cents.unknownAt(log.id(MODEL))).isEqualTo(log.id(TRAIN));
        assertThat(urns(cents.via(log.id(SPARK)))).containsExactly(RAW, RAW_1);
    }

    @Test
    void aSourceThatColumnLineageDoesNotNameMayBeCalledOtherwiseThere() {
        story();
        log.attribute(SPARK, Attributes.COLUMN_LINEAGE, "told")
                .edge(SPARK, EdgeKind.USED, OTHER)
                .edge(ELSEWHERE, EdgeKind.PART_OF, OTHER);
        Impact impact = Impact.of(log.index.view(), question(ELSEWHERE, Direction.DOWNSTREAM));

        assertThat(urns(impact.nodes(0, 100))).contains(SPARK, CLEAN_1, MODEL);
        assertThat(impact.unknownAt(log.id(CLEAN_1))).isEqualTo(log.id(SPARK));
    }

    @Test
    void waysLeadAlongColumnsAndIntoTheirDatasets() {
        story();

        assertThat(ways(AMOUNT, RAW))
                .containsExactly(
                        List.of(
                                new Oracle.Link(AMOUNT, EdgeKind.DERIVED_FROM, CARD),
                                new Oracle.Link(CARD, EdgeKind.PART_OF, RAW)),
                        List.of(
                                new Oracle.Link(AMOUNT, EdgeKind.DERIVED_FROM, CENTS),
                                new Oracle.Link(CENTS, EdgeKind.PART_OF, RAW)));
        assertThat(ways(CENTS, AMOUNT)).hasSize(1);
    }

    @Test
    void waysLeadFromAModelOverVersionsToAColumn() {
        story();
        List<Oracle.Link> training =
                List.of(
                        new Oracle.Link(MODEL, EdgeKind.GENERATED_BY, TRAIN),
                        new Oracle.Link(TRAIN, EdgeKind.USED, CLEAN_1));
        List<Oracle.Link> overTheColumn =
                List.of(
                        new Oracle.Link(CLEAN_1, EdgeKind.VERSION_OF, CLEAN),
                        new Oracle.Link(AMOUNT, EdgeKind.PART_OF, CLEAN),
                        new Oracle.Link(AMOUNT, EdgeKind.DERIVED_FROM, CENTS));
        List<Oracle.Link> overTheRun =
                List.of(
                        new Oracle.Link(CLEAN_1, EdgeKind.GENERATED_BY, SPARK),
                        new Oracle.Link(SPARK, EdgeKind.USED, RAW_1),
                        new Oracle.Link(RAW_1, EdgeKind.VERSION_OF, RAW),
                        new Oracle.Link(CENTS, EdgeKind.PART_OF, RAW));

        assertThat(ways(MODEL, CENTS))
                .containsExactly(join(training, overTheColumn), join(training, overTheRun));
        assertThat(ways(CENTS, MODEL)).isEqualTo(ways(MODEL, CENTS));
        assertThat(ways(TRAIN, LABEL))
                .containsExactly(
                        List.of(
                                training.getLast(),
                                overTheColumn.getFirst(),
                                new Oracle.Link(LABEL, EdgeKind.PART_OF, CLEAN)));
        assertThat(ways(MODEL, ELSEWHERE)).isEmpty();
    }

    private static List<Oracle.Link> join(List<Oracle.Link> one, List<Oracle.Link> other) {
        List<Oracle.Link> joined = new ArrayList<>(one);
        joined.addAll(other);
        return joined;
    }

    @Test
    void aColumnIsTheSameOfMergedDatasetsUntilTheMergeIsTakenBack() {
        story();
        Urn copy = urn(NodeKind.DATASET, "copy");
        Urn copied = column("copy", "cents");
        log.edge(copied, EdgeKind.PART_OF, copy).edge(copied, EdgeKind.DERIVED_FROM, ELSEWHERE);
        long before = log.index.view().position();
        assertThat(urns(up(AMOUNT))).doesNotContain(copied, ELSEWHERE);
        log.edge(RAW, EdgeKind.SAME_AS, copy);
        long merged = log.index.view().position();

        assertThat(urns(up(AMOUNT))).contains(copied, ELSEWHERE, CENTS, copy);
        assertThat(links(up(AMOUNT)))
                .contains(
                        new Oracle.Link(CENTS, EdgeKind.PART_OF, RAW),
                        new Oracle.Link(RAW, EdgeKind.SAME_AS, copy),
                        new Oracle.Link(copied, EdgeKind.PART_OF, copy));
        assertThat(urns(ask(ELSEWHERE, Direction.DOWNSTREAM, Level.COLUMN))).contains(AMOUNT);
        assertThat(ways(AMOUNT, ELSEWHERE))
                .containsExactly(
                        List.of(
                                new Oracle.Link(AMOUNT, EdgeKind.DERIVED_FROM, CENTS),
                                new Oracle.Link(CENTS, EdgeKind.PART_OF, RAW),
                                new Oracle.Link(RAW, EdgeKind.SAME_AS, copy),
                                new Oracle.Link(copied, EdgeKind.PART_OF, copy),
                                new Oracle.Link(copied, EdgeKind.DERIVED_FROM, ELSEWHERE)));

        log.takeBack(RAW, EdgeKind.SAME_AS, copy, TestLog.ANN, null);
        assertThat(urns(up(AMOUNT))).doesNotContain(copied, ELSEWHERE);
        assertThat(urns(up(AMOUNT, new Clocks(null, merged)))).contains(ELSEWHERE);
        assertThat(urns(up(AMOUNT, new Clocks(null, before)))).doesNotContain(ELSEWHERE);
    }

    private Traversal up(Urn of, Clocks clocks) {
        return Traversal.of(
                log.index.view(),
                new TraversalQuestion(
                        log.id(of),
                        Direction.UPSTREAM,
                        Integer.MAX_VALUE,
                        EnumSet.allOf(NodeKind.class),
                        EdgeFilter.at(clocks),
                        Level.COLUMN,
                        false,
                        Budget.DEFAULT,
                        null));
    }

    @Test
    void cyclesOfColumnsEnd() {
        log.edge(AMOUNT, EdgeKind.DERIVED_FROM, CENTS)
                .edge(CENTS, EdgeKind.DERIVED_FROM, AMOUNT)
                .edge(AMOUNT, EdgeKind.DERIVED_FROM, AMOUNT);

        assertThat(urns(up(AMOUNT))).containsExactly(AMOUNT, CENTS);
        assertThat(links(up(AMOUNT))).hasSize(3);
    }

    private List<List<Oracle.Link>> ways(Urn from, Urn to) {
        return Paths.of(log.index.view(), log.id(from), log.id(to), 10, Budget.DEFAULT)
                .ways()
                .stream()
                .map(this::links)
                .toList();
    }

    private Traversal up(Urn of) {
        return ask(of, Direction.UPSTREAM, Level.COLUMN);
    }

    private Traversal ask(Urn of, Direction direction, Level level) {
        return ask(of, direction, level, Budget.DEFAULT);
    }

    private Traversal ask(Urn of, Direction direction, Level level, Budget budget) {
        return Traversal.of(log.index.view(), question(of, direction, level, budget));
    }

    private TraversalQuestion question(Urn of, Direction direction) {
        return question(of, direction, Level.COLUMN, Budget.DEFAULT);
    }

    private TraversalQuestion question(Urn of, Direction direction, Level level, Budget budget) {
        return new TraversalQuestion(
                log.id(of),
                direction,
                Integer.MAX_VALUE,
                EnumSet.allOf(NodeKind.class),
                EdgeFilter.at(Clocks.NOW),
                level,
                false,
                budget,
                null);
    }

    private List<Urn> urns(Traversal answer) {
        return urns(answer.nodes(0, answer.size()));
    }

    private List<Urn> urns(int[] nodes) {
        return Arrays.stream(nodes).mapToObj(log.index.view()::urn).toList();
    }

    private List<Oracle.Link> links(Traversal answer) {
        return links(answer.edges(0, answer.size()));
    }

    private List<Oracle.Link> links(int[] edges) {
        return links(Arrays.stream(edges).mapToObj(log.index.view()::edge).toList());
    }

    private List<Oracle.Link> links(List<GraphEdge> edges) {
        return edges.stream()
                .map(
                        edge ->
                                new Oracle.Link(
                                        log.index.view().urn(edge.from()),
                                        edge.kind(),
                                        log.index.view().urn(edge.to())))
                .toList();
    }
}
