package io.clew.graph;

import static io.clew.graph.TestLog.urn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clew.graph.traversal.Budget;
import io.clew.graph.traversal.Impact;
import io.clew.graph.traversal.Paths;
import io.clew.graph.traversal.Traversal;
import io.clew.graph.traversal.TraversalQuestion;
import io.clew.graph.traversal.Turns;
import io.clew.model.ClewException;
import io.clew.model.Clocks;
import io.clew.model.Direction;
import io.clew.model.EdgeKind;
import io.clew.model.ErrorCode;
import io.clew.model.Fact;
import io.clew.model.Level;
import io.clew.model.NodeKind;
import io.clew.model.Urn;
import io.clew.model.answer.Verdict;
import java.util.EnumSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What one question may cost, and that it hinders no other. */
@Timeout(60)
class BudgetTests {

    private static final Urn HUB = urn(NodeKind.DATASET, "hub");
    private static final Urn SMALL = urn(NodeKind.LOGGED_MODEL, "small");
    private static final Urn JOB = urn(NodeKind.JOB, "job");

    private final TestLog log = new TestLog();

    /** One dataset that very many runs of one job used. */
    private void hub(int runs) {
        Fact[] facts = new Fact[2 * runs];
        for (int i = 0; i < runs; i++) {
            Urn run = urn(NodeKind.RUN, Integer.toString(i));
            facts[2 * i] = log.said(run, EdgeKind.USED, HUB, TestLog.ANN);
            facts[2 * i + 1] = log.said(run, EdgeKind.PART_OF, JOB, TestLog.ANN);
        }
        log.add(facts).edge(SMALL, EdgeKind.GENERATED_BY, urn(NodeKind.RUN, "0"));
    }

    @Test
    void oneNodeWithVeryManyEdgesIsNotTakenAsAWhole() {
        hub(5000);
        Budget hundred = new Budget(100, 1000, 60_000);
        Traversal effects = Traversal.of(log.index.view(), question(HUB, hundred));
        Traversal members = Traversal.of(log.index.view(), question(JOB, hundred));
        Impact impact = Impact.of(log.index.view(), question(HUB, hundred));

        for (Verdict verdict : new Verdict[] {effects.verdict(), impact.verdict()}) {
            assertThat(verdict.state()).isEqualTo(Verdict.State.TRUNCATED);
            assertThat(verdict.reason()).isEqualTo("more than 100 nodes");
            assertThat(verdict.frontier().first()).contains(HUB);
        }
        assertThat(members.verdict().reason()).isEqualTo("more than 100 nodes");
        assertThat(members.verdict().frontier().first()).contains(JOB);
        assertThat(effects.size()).isLessThan(110);
        assertThat(members.size()).isLessThan(110);
    }

    @Test
    void edgesAreBoundedToo() {
        hub(5000);
        Traversal answer =
                Traversal.of(log.index.view(), question(HUB, new Budget(10_000, 200, 60_000)));

        assertThat(answer.verdict().reason()).isEqualTo("more than 200 edges to follow");
        assertThat(answer.verdict().frontier().count()).isPositive();
        assertThat(answer.size()).isLessThan(210);
    }

    @Test
    void waysThatWereFoundAreShownAlthoughNotAllWasSearched() {
        Urn far = urn(NodeKind.ARTIFACT, "far");
        log.edge(SMALL, EdgeKind.DERIVED_FROM, HUB).edge(HUB, EdgeKind.DERIVED_FROM, far);
        for (int i = 0; i < 500; i++) {
            log.edge(far, EdgeKind.DERIVED_FROM, urn(NodeKind.ARTIFACT, "a" + i));
        }
        Paths paths =
                Paths.of(
                        log.index.view(),
                        log.id(SMALL),
                        log.id(HUB),
                        3,
                        new Budget(10, 1000, 60_000));
        Paths beyond =
                Paths.of(
                        log.index.view(),
                        log.id(SMALL),
                        log.id(urn(NodeKind.ARTIFACT, "a0")),
                        3,
                        new Budget(10, 1000, 60_000));

        assertThat(paths.ways()).hasSize(1);
        assertThat(beyond.ways()).isEmpty();
        assertThat(beyond.verdict().state()).isEqualTo(Verdict.State.TRUNCATED);
        assertThat(beyond.verdict().frontier().first()).contains(far);
    }

    @Test
    void whileABigQuestionWorksSmallOnesAreAnsweredAndOtherBigOnesWait() throws Exception {
        hub(25_000);
        Turns turns = new Turns(1, 60_000);
        CountDownLatch done = new CountDownLatch(1);
        CompletableFuture<ErrorCode> refused = new CompletableFuture<>();
        try (Turns.Turn first = turns.begin()) {
            assertThat(big(first).size()).isGreaterThan(25_000);
            assertThat(turns.free()).isZero();
            Thread waiting =
                    Thread.ofVirtual()
                            .start(
                                    () -> {
                                        try (Turns.Turn turn = turns.begin()) {
                                            big(turn);
                                        }
                                        done.countDown();
                                    });
            Thread leaving =
                    Thread.ofVirtual()
                            .start(
                                    () -> {
                                        try (Turns.Turn turn = turns.begin()) {
                                            big(turn);
                                        } catch (ClewException stopped) {
                                            refused.complete(stopped.code());
                                        }
                                    });
            while (turns.waiting() < 2) {
                Thread.yield();
            }
            try (Turns.Turn small = turns.begin()) {
                TraversalQuestion question = question(SMALL, Budget.DEFAULT);
                assertThat(Traversal.of(log.index.view(), question, small).size()).isEqualTo(1);
            }
            leaving.interrupt();
            assertThat(refused.get()).isEqualTo(ErrorCode.UNAVAILABLE);
            assertThat(waiting.isAlive()).isTrue();
        }
        done.await();
        while (turns.free() < 1) {
            Thread.yield();
        }
    }

    @Test
    void aBigQuestionThatGetsNoTurnIsRefused() {
        hub(25_000);
        Turns turns = new Turns(1, 0);
        try (Turns.Turn first = turns.begin();
                Turns.Turn second = turns.begin()) {
            big(first);
            assertThatThrownBy(() -> big(second))
                    .isInstanceOf(ClewException.class)
                    .hasMessageContaining("Too many big questions");
        }
        assertThat(turns.free()).isEqualTo(1);
    }

    private Traversal big(Turns.Turn turn) {
        return Traversal.of(log.index.view(), question(HUB, Budget.DEFAULT), turn);
    }

    private TraversalQuestion question(Urn of, Budget budget) {
        return new TraversalQuestion(
                log.id(of),
                Direction.DOWNSTREAM,
                Integer.MAX_VALUE,
                EnumSet.allOf(NodeKind.class),
                EdgeFilter.at(Clocks.NOW),
                Level.NODE,
                false,
                budget,
                null);
    }
}
