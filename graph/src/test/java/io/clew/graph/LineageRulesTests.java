package io.clew.graph;

import static io.clew.graph.TestLog.urn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clew.graph.traversal.Budget;
import io.clew.graph.traversal.Cut;
import io.clew.graph.traversal.Impact;
import io.clew.graph.traversal.Paths;
import io.clew.graph.traversal.Traversal;
import io.clew.graph.traversal.TraversalQuestion;
import io.clew.model.Assertion;
import io.clew.model.Attributes;
import io.clew.model.ClewException;
import io.clew.model.Clocks;
import io.clew.model.Direction;
import io.clew.model.EdgeKind;
import io.clew.model.EventTime;
import io.clew.model.Fact;
import io.clew.model.Level;
import io.clew.model.NodeKind;
import io.clew.model.Urn;
import io.clew.model.answer.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Says by example what the read API's page says in words. */
class LineageRulesTests {

    private static final Urn DATA = urn(NodeKind.DATASET, "data");
    private static final Urn V1 = Urn.of(NodeKind.DATASET_VERSION, "t", "data", "v-1");
    private static final Urn V2 = Urn.of(NodeKind.DATASET_VERSION, "t", "data", "v-2");
    private static final Urn WEAK =
            Urn.of(NodeKind.DATASET_VERSION, "t", "data", "mlflow-1a2b3c4d");
    private static final Urn RUN = urn(NodeKind.RUN, "train");
    private static final Urn OTHER_RUN = urn(NodeKind.RUN, "other");
    private static final Urn LOAD = urn(NodeKind.RUN, "load");
    private static final Urn JOB = urn(NodeKind.JOB, "job");
    private static final Urn CODE = urn(NodeKind.CODE, "code");
    private static final Urn ENVIRONMENT = urn(NodeKind.ENVIRONMENT, "environment");
    private static final Urn LOGGED = urn(NodeKind.LOGGED_MODEL, "logged");
    private static final Urn MODEL = urn(NodeKind.MODEL, "fraud");
    private static final Urn VERSION = Urn.of(NodeKind.MODEL_VERSION, "t", "fraud", "3");

    private final TestLog log = new TestLog();

    /** A model version, from its dataset's version on; complete. */
    private void story() {
        log.edge(V1, EdgeKind.VERSION_OF, DATA)
                .attribute(V1, "digest", "x")
                .edge(RUN, EdgeKind.USED, V1)
                .edge(RUN, EdgeKind.PART_OF, JOB)
                .edge(RUN, EdgeKind.EXECUTED, CODE)
                .edge(RUN, EdgeKind.RAN_IN, ENVIRONMENT)
                .edge(LOGGED, EdgeKind.GENERATED_BY, RUN)
                .edge(VERSION, EdgeKind.DERIVED_FROM, LOGGED)
                .edge(VERSION, EdgeKind.VERSION_OF, MODEL)
                .attribute(VERSION, "name", "3")
                .status(RUN, "complete");
    }

    @Test
    void upstreamOfAModelVersionGoesToItsData() {
        story();
        Traversal answer = upstream(VERSION);

        assertThat(urns(answer)).first().isEqualTo(VERSION);
        assertThat(urns(answer))
                .containsExactlyInAnyOrder(
                        VERSION, LOGGED, MODEL, RUN, CODE, ENVIRONMENT, JOB, V1, DATA);
        assertThat(answer.verdict()).isEqualTo(Verdict.complete());
        assertThat(answer.distance(log.id(V1))).isEqualTo(3);
        assertThat(answer.distance(log.id(DATA))).isEqualTo(4);
    }

    @Test
    void aContainerIsALeaf() {
        story();
        log.edge(OTHER_RUN, EdgeKind.PART_OF, JOB)
                .edge(V2, EdgeKind.VERSION_OF, DATA)
                .edge(JOB, EdgeKind.EXECUTED, urn(NodeKind.CODE, "of the job"));
        Traversal answer = upstream(VERSION);

        assertThat(urns(answer)).contains(JOB, DATA);
        assertThat(urns(answer)).doesNotContain(OTHER_RUN, V2, urn(NodeKind.CODE, "of the job"));
    }

    @Test
    void containersAreShownWhateverTheDepth() {
        story();
        log.edge(JOB, EdgeKind.PART_OF, urn(NodeKind.JOB, "of jobs"));
        Traversal answer = upstream(RUN, 0);

        assertThat(urns(answer)).containsExactly(RUN, JOB, urn(NodeKind.JOB, "of jobs"));
        assertThat(answer.verdict().state()).isEqualTo(Verdict.State.TRUNCATED);
        assertThat(answer.verdict().reason()).isEqualTo("depth");
        assertThat(answer.verdict().frontier()).isEqualTo(new Verdict.Frontier(1, List.of(RUN)));
    }

    @Test
    void aContainerIsAskedWithItsMembersAndTheirs() {
        Urn flow = urn(NodeKind.JOB, "flow");
        Urn step = urn(NodeKind.STEP, "step");
        Urn task = urn(NodeKind.TASK, "task");
        log.edge(RUN, EdgeKind.PART_OF, flow)
                .edge(step, EdgeKind.PART_OF, RUN)
                .edge(task, EdgeKind.PART_OF, step)
                .edge(task, EdgeKind.USED, V1);
        Traversal answer = upstream(flow);

        assertThat(urns(answer)).startsWith(flow, RUN, step, task).contains(V1);
        assertThat(answer.distance(log.id(task))).isZero();
        assertThat(answer.distance(log.id(V1))).isEqualTo(1);
    }

    @Test
    void sameAsCostsNothingAndIsTransitive() {
        Urn b = urn(NodeKind.DATASET_VERSION, "b");
        Urn c = urn(NodeKind.DATASET_VERSION, "c");
        log.edge(RUN, EdgeKind.USED, V1)
                .edge(V1, EdgeKind.SAME_AS, b)
                .edge(c, EdgeKind.SAME_AS, b)
                .edge(c, EdgeKind.GENERATED_BY, LOAD);
        Traversal answer = upstream(RUN, 2);

        assertThat(urns(answer)).contains(V1, b, c, LOAD);
        assertThat(answer.distance(log.id(c))).isEqualTo(1);
        assertThat(answer.distance(log.id(LOAD))).isEqualTo(2);
    }

    @Test
    void whatAFailedRunMadeIsAnAttempt() {
        log.edge(RUN, EdgeKind.USED, V1).edge(LOGGED, EdgeKind.GENERATED_BY, RUN);
        log.status(RUN, "failed");
        Traversal without = ask(V1, Direction.DOWNSTREAM, Integer.MAX_VALUE, false);
        Traversal with = ask(V1, Direction.DOWNSTREAM, Integer.MAX_VALUE, true);

        assertThat(urns(without)).containsExactly(V1);
        assertThat(without.verdict().excluded()).isEqualTo(2);
        assertThat(urns(with)).containsExactly(V1, RUN, LOGGED);
        assertThat(with.verdict().excluded()).isZero();
    }

    @Test
    void whatIsReferredToIsRealAndSoIsItsRun() {
        Urn waste = urn(NodeKind.ARTIFACT, "waste");
        log.edge(RUN, EdgeKind.USED, V1)
                .edge(LOGGED, EdgeKind.GENERATED_BY, RUN)
                .edge(waste, EdgeKind.GENERATED_BY, RUN)
                .status(RUN, "aborted")
                .edge(VERSION, EdgeKind.DERIVED_FROM, LOGGED);

        assertThat(urns(upstream(VERSION))).contains(LOGGED, RUN, V1);
        Traversal down = ask(V1, Direction.DOWNSTREAM, Integer.MAX_VALUE, false);
        assertThat(urns(down)).containsExactly(V1, RUN, LOGGED, VERSION);
        assertThat(down.verdict().excluded()).isEqualTo(1);
    }

    @Test
    void aVersionThatAnotherRunUsedIsReal() {
        log.edge(V2, EdgeKind.GENERATED_BY, LOAD).status(LOAD, "failed");

        assertThat(urns(ask(LOAD, Direction.DOWNSTREAM, 9, false))).containsExactly(LOAD);
        log.edge(RUN, EdgeKind.USED, V2);
        assertThat(urns(ask(LOAD, Direction.DOWNSTREAM, 9, false))).containsExactly(LOAD, V2, RUN);
    }

    @Test
    void aFailedRunWroteNoDatasetByName() {
        log.edge(DATA, EdgeKind.GENERATED_BY, LOAD)
                .status(LOAD, "failed")
                .edge(RUN, EdgeKind.USED, DATA)
                .status(RUN, "complete");
        Traversal answer = upstream(RUN);

        assertThat(urns(answer)).containsExactly(RUN, DATA);
        assertThat(answer.verdict().excluded()).isEqualTo(1);
        assertThat(answer.verdict().gaps().count()).isZero();
    }

    @Test
    void aRunThatMadeAModelShouldSayFromWhat() {
        log.edge(LOGGED, EdgeKind.GENERATED_BY, RUN);
        Verdict verdict = upstream(LOGGED).verdict();

        assertThat(verdict.state()).isEqualTo(Verdict.State.UNKNOWN);
        assertThat(verdict.gaps().first())
                .containsExactly(
                        new Verdict.Gap(RUN, "has not ended"),
                        new Verdict.Gap(RUN, "no code recorded"),
                        new Verdict.Gap(RUN, "no environment recorded"),
                        new Verdict.Gap(RUN, "no inputs recorded"));
        assertThat(verdict.gaps().count()).isEqualTo(4);
    }

    @Test
    void aRunThatWasHeardOfWithinADayIsUnderWayAndNoGap() {
        Instant now = Instant.now();
        log.edge(V1, EdgeKind.GENERATED_BY, LOAD).attribute(V1, "digest", "x");
        log.add(at(now.minus(Duration.ofHours(30)), Attributes.STATUS, "running"));
        assertThat(upstream(V1).verdict().gaps().first())
                .containsExactly(new Verdict.Gap(LOAD, "has not ended"));
        log.add(at(now.minus(Duration.ofHours(23)), Attributes.HEARD, "x"));
        assertThat(upstream(V1).verdict()).isEqualTo(Verdict.complete());
    }

    @Test
    void howLongARunMayBeSilentIsASetting() {
        Instant now = Instant.now();
        log.edge(V1, EdgeKind.GENERATED_BY, LOAD).attribute(V1, "digest", "x");
        log.add(at(now.minus(Duration.ofHours(2)), Attributes.STATUS, "running"));
        assertThat(upstream(V1).verdict()).isEqualTo(Verdict.complete());
        log.index.silenceMax(Duration.ofHours(1));
        assertThat(upstream(V1).verdict().gaps().first())
                .containsExactly(new Verdict.Gap(LOAD, "has not ended"));
    }

    @Test
    void aRunWhoseProducerCouldNotExtractItsLineageIsAGapUntilItIsTakenBack() {
        Instant now = Instant.now();
        log.edge(V1, EdgeKind.GENERATED_BY, LOAD).attribute(V1, "digest", "x");
        log.status(LOAD, "complete");
        log.add(at(now.minus(Duration.ofHours(2)), Attributes.HEARD, "x"));
        assertThat(upstream(V1).verdict()).isEqualTo(Verdict.complete());
        log.add(at(now.minus(Duration.ofHours(1)), Attributes.EXTRACTION_ERROR, "1 of 3"));
        assertThat(upstream(V1).verdict().gaps().first())
                .containsExactly(
                        new Verdict.Gap(LOAD, "the producer could not extract all lineage"));
        log.add(at(now, Attributes.EXTRACTION_ERROR, null));
        assertThat(upstream(V1).verdict()).isEqualTo(Verdict.complete());
    }

    private static Fact at(Instant time, String key, String value) {
        return new Fact.AttributeFact(
                LOAD,
                key,
                value,
                Assertion.DECLARED,
                EventTime.reported(time.toEpochMilli()),
                TestLog.ANN,
                null);
    }

    @Test
    void aVersionThatNobodyDescribedIsAGap() {
        log.edge(RUN, EdgeKind.USED, V1).status(RUN, "complete");

        assertThat(upstream(RUN).verdict().gaps().first())
                .containsExactly(new Verdict.Gap(V1, "named but never described"));
        log.attribute(V1, "digest", "x");
        assertThat(upstream(RUN).verdict().state()).isEqualTo(Verdict.State.COMPLETE);
    }

    @Test
    void aDatasetThatNobodyProducedIsAnOriginAndNoGap() {
        log.edge(RUN, EdgeKind.USED, DATA).status(RUN, "complete");

        assertThat(upstream(RUN).verdict()).isEqualTo(Verdict.complete());
    }

    @Test
    void aDatasetThatOthersProduceShouldHaveAVersion() {
        log.edge(RUN, EdgeKind.USED, WEAK)
                .attribute(WEAK, "digest", "1a2b3c4d")
                .edge(WEAK, EdgeKind.VERSION_OF, DATA)
                .edge(V2, EdgeKind.VERSION_OF, DATA)
                .edge(V2, EdgeKind.GENERATED_BY, LOAD)
                .status(LOAD, "complete")
                .status(RUN, "complete");

        assertThat(upstream(RUN).verdict().gaps().first())
                .containsExactly(
                        new Verdict.Gap(DATA, "no version completed before the start of " + RUN));
        log.edge(RUN, EdgeKind.USED, V2);
        assertThat(upstream(RUN).verdict().gaps().count()).isZero();
    }

    @Test
    void kindsChooseWhatIsShownAndEdgesWhatIsFollowed() {
        story();
        Traversal kinds =
                Traversal.of(
                        log.index.view(),
                        question(VERSION, Direction.UPSTREAM, EnumSet.of(NodeKind.DATASET), null));
        Traversal edges =
                Traversal.of(
                        log.index.view(),
                        question(
                                VERSION,
                                Direction.UPSTREAM,
                                EnumSet.allOf(NodeKind.class),
                                EnumSet.of(EdgeKind.DERIVED_FROM)));

        assertThat(urns(kinds)).containsExactly(VERSION, DATA);
        assertThat(urns(edges)).containsExactly(VERSION, LOGGED);
    }

    @Test
    void bothIsCausesAndEffectsButNotEffectsOfCauses() {
        story();
        log.edge(OTHER_RUN, EdgeKind.USED, V1);
        Traversal answer = ask(RUN, Direction.BOTH, Integer.MAX_VALUE, false);

        assertThat(urns(answer)).contains(V1, VERSION).doesNotContain(OTHER_RUN);
    }

    @Test
    void aPageBeyondTheEndIsEmpty() {
        story();

        assertThat(upstream(VERSION).nodes(100, 10)).isEmpty();
        assertThat(upstream(VERSION).edges(100, 10)).isEmpty();
        assertThat(Impact.of(log.index.view(), question(V1, Direction.DOWNSTREAM)).nodes(99, 9))
                .isEmpty();
    }

    @Test
    void cyclesAndSelfEdgesEnd() {
        log.edge(V1, EdgeKind.DERIVED_FROM, V2)
                .edge(V2, EdgeKind.DERIVED_FROM, V1)
                .edge(V1, EdgeKind.DERIVED_FROM, V1);
        Traversal answer = upstream(V1);

        assertThat(urns(answer)).containsExactly(V1, V2);
        assertThat(answer.edges(0, 10)).hasSize(3);
    }

    @Test
    void theWayToWhatStandsOnAMemberOfAFailedRunNamesThatRun() {
        log.edge(RUN, EdgeKind.PART_OF, JOB)
                .status(RUN, "failed")
                .edge(LOAD, EdgeKind.PART_OF, RUN)
                .edge(LOGGED, EdgeKind.GENERATED_BY, LOAD);
        Impact impact = Impact.of(log.index.view(), question(JOB, Direction.DOWNSTREAM));

        assertThat(Arrays.stream(impact.via(log.id(LOGGED))).mapToObj(log.index.view()::urn))
                .containsExactly(RUN, LOAD);
    }

    @Test
    void aVeryLongChainIsWalked() {
        int length = 200_000;
        Urn last = chain(length);
        Traversal answer = upstream(last);

        assertThat(answer.size()).isEqualTo(length + 1);
        assertThat(answer.distance(log.id(link(0)))).isEqualTo(length);
        assertThat(
                        Impact.of(log.index.view(), question(link(0), Direction.DOWNSTREAM))
                                .via(log.id(last)))
                .as("the last hundred: who reads more?")
                .hasSize(Impact.VIA_MAX);
    }

    @Test
    void aWayOfManyEdgesIsNotShownButSaid() {
        Urn last = chain(10_001);
        Paths tooLong =
                Paths.of(log.index.view(), log.id(last), log.id(link(0)), 1, Budget.DEFAULT);
        Paths longest =
                Paths.of(log.index.view(), log.id(last), log.id(link(1)), 1, Budget.DEFAULT);

        assertThat(tooLong.ways()).isEmpty();
        assertThat(tooLong.verdict().state()).isEqualTo(Verdict.State.TRUNCATED);
        assertThat(tooLong.verdict().reason()).isEqualTo("more than 10000 edges on a way");
        assertThat(longest.ways().getFirst()).hasSize(10_000);
    }

    @Test
    void aBudgetTruncatesAndNamesItsFrontier() {
        chain(50);
        Traversal answer = Traversal.of(log.index.view(), budgeted(new Budget(10, 1000, 60_000)));

        assertThat(answer.verdict().state()).isEqualTo(Verdict.State.TRUNCATED);
        assertThat(answer.verdict().reason()).isEqualTo("more than 10 nodes");
        assertThat(answer.verdict().frontier().first()).containsExactly(link(39));
        assertThat(answer.size()).isEqualTo(12);
    }

    @Test
    void furtherPagesAreCutWhereTheFirstWas() {
        chain(50);
        Traversal first = Traversal.of(log.index.view(), budgeted(new Budget(1000, 1000, 0)));
        Cut cut = first.cut();
        assertThat(cut).isNotNull();
        assertThat(first.verdict().reason()).isEqualTo("more than 0 ms");

        Cut later = new Cut(17, Budget.Part.TIME);
        Traversal page =
                Traversal.of(
                        log.index.view(),
                        new TraversalQuestion(
                                log.id(link(50)),
                                Direction.UPSTREAM,
                                Integer.MAX_VALUE,
                                EnumSet.allOf(NodeKind.class),
                                EdgeFilter.at(Clocks.NOW),
                                Level.NODE,
                                true,
                                new Budget(1000, 1000, 60_000),
                                later));
        assertThat(page.cut()).isEqualTo(later);
        assertThat(page.size()).isEqualTo(17);
    }

    @Test
    void anInterruptedQuestionStops() {
        chain(50);
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> upstream(link(50)))
                    .isInstanceOf(ClewException.class)
                    .hasMessage("The question was cancelled.");
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    private Urn chain(int length) {
        for (int i = 1; i <= length; i++) {
            log.edge(link(i), EdgeKind.DERIVED_FROM, link(i - 1));
        }
        return link(length);
    }

    private static Urn link(int number) {
        return urn(NodeKind.ARTIFACT, Integer.toString(number));
    }

    private TraversalQuestion budgeted(Budget budget) {
        return new TraversalQuestion(
                log.id(link(50)),
                Direction.UPSTREAM,
                Integer.MAX_VALUE,
                EnumSet.allOf(NodeKind.class),
                EdgeFilter.at(Clocks.NOW),
                Level.NODE,
                true,
                budget,
                null);
    }

    private Traversal upstream(Urn of) {
        return upstream(of, Integer.MAX_VALUE);
    }

    private Traversal upstream(Urn of, int depth) {
        return ask(of, Direction.UPSTREAM, depth, false);
    }

    private Traversal ask(Urn of, Direction direction, int depth, boolean failed) {
        return Traversal.of(
                log.index.view(),
                new TraversalQuestion(
                        log.id(of),
                        direction,
                        depth,
                        EnumSet.allOf(NodeKind.class),
                        EdgeFilter.at(Clocks.NOW),
                        Level.NODE,
                        failed,
                        Budget.DEFAULT,
                        null));
    }

    private TraversalQuestion question(Urn of, Direction direction) {
        return question(of, direction, EnumSet.allOf(NodeKind.class), null);
    }

    private TraversalQuestion question(
            Urn of, Direction direction, Set<NodeKind> kinds, @Nullable Set<EdgeKind> edges) {
        return new TraversalQuestion(
                log.id(of),
                direction,
                Integer.MAX_VALUE,
                kinds,
                new EdgeFilter(
                        edges == null ? EnumSet.allOf(EdgeKind.class) : edges,
                        EnumSet.allOf(Assertion.class),
                        Clocks.NOW),
                Level.NODE,
                false,
                Budget.DEFAULT,
                null);
    }

    private List<Urn> urns(Traversal traversal) {
        return Arrays.stream(traversal.nodes(0, traversal.size()))
                .mapToObj(log.index.view()::urn)
                .toList();
    }
}
