package io.clew.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.clew.graph.traversal.Budget;
import io.clew.graph.traversal.Impact;
import io.clew.graph.traversal.TraversalQuestion;
import io.clew.model.Attributes;
import io.clew.model.Clocks;
import io.clew.model.Direction;
import io.clew.model.Level;
import io.clew.model.NodeKind;
import io.clew.model.Urn;
import io.clew.model.log.LogEntry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Compares impact with the oracle, on thousands of small and nasty logs. */
class ImpactOracleTests {

    private static final int LOGS = Integer.getInteger("clew.trials", 1500);
    private static final int QUESTIONS = 8;

    private final Tally tally = new Tally();

    @Test
    void answersAsTheOracleDoes() {
        long first = Long.getLong("clew.seed", 500_000);
        System.out.println("ImpactOracleTests: seeds " + first + " to " + (first + LOGS - 1));
        for (long seed = first; seed < first + LOGS; seed++) {
            Random random = new Random(seed);
            List<LogEntry> entries =
                    random.nextInt(3) == 0
                            ? RandomLog.ofPipelines(random)
                            : RandomLog.of(random, 3 + random.nextInt(14), 2 + random.nextInt(30));
            GraphIndex index = new GraphIndex(random.nextInt(40));
            index.applyAll(entries);
            for (int i = 0; i < QUESTIONS; i++) {
                try {
                    compare(seed, entries, index.view(), random);
                } catch (RuntimeException defect) {
                    throw new AssertionError("seed " + seed, defect);
                }
            }
        }
        tally.assertThatEachWasSeen(
                100, "nodes", "far", "deployed", "excluded", "of column", "exact", "not exact");
        tally.assertThatEachWasSeen(50, "told, not affected");
    }

    private void compare(long seed, List<LogEntry> entries, GraphView view, Random random) {
        Clocks clocks = LineageOracleTests.clocks(random, entries.size());
        Oracle oracle = new Oracle(entries, clocks);
        List<Urn> urns = List.copyOf(oracle.nodes());
        if (urns.isEmpty()) {
            return;
        }
        Urn asked = LineageOracleTests.any(random, urns);
        TraversalQuestion question =
                new TraversalQuestion(
                        view.find(1, asked, clocks).orElseThrow(),
                        Direction.DOWNSTREAM,
                        Integer.MAX_VALUE,
                        EnumSet.allOf(NodeKind.class),
                        EdgeFilter.at(clocks),
                        Level.COLUMN,
                        random.nextBoolean(),
                        Budget.DEFAULT,
                        null);
        Impact impact = Impact.of(view, question);
        Oracle.Asking asking =
                oracle.ask(
                        asked,
                        question,
                        asked.kind() == NodeKind.COLUMN ? ColumnEdges.WITH : ColumnEdges.WITHOUT);
        Oracle.Answer expected = asking.impact();
        boolean ofColumn = asked.kind() == NodeKind.COLUMN;
        Set<Urn> certain = ofColumn ? asking.certain() : oracle.nodes();

        String what = "seed " + seed + ", " + asked + ", " + question;
        List<Urn> nodes = new ArrayList<>();
        int limit = 1 + random.nextInt(5);
        for (int start = 0; start < impact.size(); start += limit) {
            Impact page = Impact.of(view, question);
            for (int node : page.nodes(start, limit)) {
                nodes.add(view.urn(node));
                compareWay(what, view, asked, page, node, asking, expected);
                boolean exact = certain.contains(view.urn(node));
                assertThat(page.isExact(node)).as(what + " of " + view.urn(node)).isEqualTo(exact);
                int unknown = page.unknownAt(node);
                assertThat(unknown == 0 || !certain.contains(view.urn(unknown)))
                        .as(what + " of " + view.urn(node))
                        .isTrue();
                assertThat(unknown == 0).as(what).isEqualTo(exact);
                tally.count("exact", ofColumn && exact);
                tally.count("not exact", !exact);
            }
        }
        assertThat(nodes).as(what).isEqualTo(expected.nodes());
        assertThat(impact.verdict()).as(what).isEqualTo(expected.verdict());
        Map<NodeKind, Integer> counts =
                expected.nodes().stream()
                        .collect(Collectors.toMap(Urn::kind, urn -> 1, Integer::sum));
        assertThat(impact.counts()).as(what).isEqualTo(counts);
        tally.count("nodes", nodes.size() > 3);
        tally.count(
                "told, not affected",
                ofColumn
                        && expected.nodes().size()
                                < oracle.without(Attributes.COLUMN_LINEAGE)
                                        .ask(asked, question, ColumnEdges.WITH)
                                        .impact()
                                        .nodes()
                                        .size());
        tally.count("of column", asked.kind() == NodeKind.COLUMN && nodes.size() > 1);
        tally.count("excluded", expected.verdict().excluded() > 0);
    }

    private void compareWay(
            String what,
            GraphView view,
            Urn asked,
            Impact impact,
            int node,
            Oracle.Asking asking,
            Oracle.Answer expected) {
        Urn urn = view.urn(node);
        int distance = Objects.requireNonNull(expected.distances().get(urn));
        assertThat(impact.distance(node)).as(what).isEqualTo(distance);
        List<Urn> way = new ArrayList<>(List.of(asked));
        Arrays.stream(impact.via(node)).mapToObj(view::urn).forEach(way::add);
        way.add(urn);
        assertThat(asking.lengths(way)).as(what + " by " + way).contains(distance);
        int most = asked.kind() == NodeKind.COLUMN ? 3 : 1;
        assertThat(way.stream().collect(Collectors.groupingBy(n -> n)).values())
                .as(what + ": data may be reached by a column, as a whole, and be passed")
                .allSatisfy(each -> assertThat(each).hasSizeLessThanOrEqualTo(most));
        assertThat(impact.isDeployed(node)).as(what).isEqualTo(asking.isDeployed(urn));
        tally.count("far", distance > 2);
        tally.count("deployed", impact.isDeployed(node));
    }
}
