package io.clew.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.clew.graph.traversal.Budget;
import io.clew.graph.traversal.Impact;
import io.clew.graph.traversal.Paths;
import io.clew.graph.traversal.Traversal;
import io.clew.graph.traversal.TraversalQuestion;
import io.clew.model.Clocks;
import io.clew.model.Direction;
import io.clew.model.EdgeKind;
import io.clew.model.Fact;
import io.clew.model.Level;
import io.clew.model.NodeKind;
import io.clew.model.Urn;
import io.clew.model.answer.Verdict;
import java.util.EnumSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Asks a chain of a million versions: answers end within their budget and say how whole they are.
 */
@Tag("long")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LongChainTests {

    private static final int LENGTH = 1_000_000;
    private static final int FACTS_PER_ENTRY = 10_000;

    private final TestLog log = new TestLog();

    private static Urn version(int number) {
        return Urn.of(NodeKind.DATASET_VERSION, "s", "t", "v-" + number);
    }

    @BeforeAll
    void chain() {
        for (int first = 0; first < LENGTH; first += FACTS_PER_ENTRY) {
            Fact[] facts = new Fact[FACTS_PER_ENTRY];
            for (int i = 0; i < facts.length; i++) {
                int number = first + i;
                facts[i] =
                        log.said(
                                version(number + 1),
                                EdgeKind.DERIVED_FROM,
                                version(number),
                                TestLog.ANN);
            }
            log.add(facts);
        }
    }

    @Test
    void aChainOfAMillionEndsWithinTheBudget() {
        Budget patient = new Budget(LENGTH, 10_000_000, 600_000);

        Traversal whole = Traversal.of(log.index.view(), question(LENGTH, patient));
        assertThat(whole.size()).isEqualTo(LENGTH + 1);
        assertThat(whole.verdict().reason()).isNull();

        Traversal cut =
                Traversal.of(
                        log.index.view(),
                        question(LENGTH, new Budget(LENGTH / 2, 10_000_000, 600_000)));
        assertThat(cut.verdict().state()).isEqualTo(Verdict.State.TRUNCATED);
        assertThat(cut.verdict().frontier().first())
                .containsExactly(version(LENGTH - cut.size() + 1));

        Impact impact = Impact.of(log.index.view(), question(0, patient));
        assertThat(impact.size()).isEqualTo(LENGTH);
        assertThat(impact.via(log.id(version(LENGTH)))).hasSize(Impact.VIA_MAX);

        Paths far = ways(LENGTH, 0, patient);
        assertThat(far.ways()).isEmpty();
        assertThat(far.verdict().reason()).isEqualTo("more than 10000 edges on a way");
    }

    @Test
    void aShortWayCostsNothingOfALongChainBehindIt() {
        Paths near = ways(LENGTH, LENGTH - 3, new Budget(100, 1_000, 600_000));

        assertThat(near.ways()).hasSize(1);
        assertThat(near.verdict().reason()).isNull();
    }

    private Paths ways(int from, int to, Budget budget) {
        return Paths.of(log.index.view(), log.id(version(from)), log.id(version(to)), 1, budget);
    }

    private TraversalQuestion question(int of, Budget budget) {
        return new TraversalQuestion(
                log.id(version(of)),
                Direction.UPSTREAM,
                Integer.MAX_VALUE,
                EnumSet.allOf(NodeKind.class),
                EdgeFilter.at(Clocks.NOW),
                Level.NODE,
                false,
                budget,
                null);
    }
}
