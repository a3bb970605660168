package io.clew.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.clew.graph.traversal.Budget;
import io.clew.graph.traversal.ColumnNames;
import io.clew.graph.traversal.Schemas;
import io.clew.graph.traversal.Traversal;
import io.clew.graph.traversal.TraversalQuestion;
import io.clew.graph.traversal.Turns;
import io.clew.model.Assertion;
import io.clew.model.Clocks;
import io.clew.model.Direction;
import io.clew.model.EdgeKind;
import io.clew.model.Level;
import io.clew.model.NodeKind;
import io.clew.model.Urn;
import io.clew.model.log.LogEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Compares lineage with the oracle, on thousands of small and nasty logs. */
class LineageOracleTests {

    private final Tally tally = new Tally();

    private static final int LOGS = Integer.getInteger("clew.trials", 2000);
    private static final int QUESTIONS = 12;

    @Test
    void answersAsTheOracleDoes() {
        long first = Long.getLong("clew.seed", 1);
        System.out.println("LineageOracleTests: seeds " + first + " to " + (first + LOGS - 1));
        for (long seed = first; seed < first + LOGS; seed++) {
            Random random = new Random(seed);
            List<LogEntry> entries =
                    random.nextInt(5) == 0
                            ? RandomLog.ofPipelines(random)
                            : RandomLog.of(random, 3 + random.nextInt(14), 2 + random.nextInt(30));
            GraphIndex index = new GraphIndex(random.nextInt(40));
            for (LogEntry entry : entries) {
                index.apply(entry);
            }
            for (int i = 0; i < QUESTIONS; i++) {
                compare(seed, entries, index.view(), random);
            }
        }
        tally.assertThatEachWasSeen(
                100,
                "nodes",
                "edges",
                "same-as",
                "gaps",
                "no version",
                "frontier",
                "excluded",
                "columns of a column",
                "columns of a thing",
                "transitive columns");
        tally.assertThatEachWasSeen(50, "merged columns");
        tally.assertThatEachWasSeen(20, "columns not of the version");
    }

    private void compare(long seed, List<LogEntry> entries, GraphView view, Random random) {
        Clocks clocks = clocks(random, entries.size());
        Oracle oracle = new Oracle(entries, clocks);
        List<Urn> urns = List.copyOf(oracle.nodes());
        if (urns.isEmpty()) {
            return;
        }
        Urn asked = any(random, urns);
        int node = view.find(1, asked, clocks).orElseThrow();
        TraversalQuestion question = question(random, node, clocks);
        Schemas schemas = schemas(random, view, oracle);
        Traversal traversal = Traversal.of(view, question, Turns.alone(), schemas);
        Oracle.Answer expected = oracle.answer(asked, question);

        String what = "seed " + seed + ", " + asked + ", " + question;
        assertThat(urns(view, traversal.nodes(0, traversal.size())))
                .as(what)
                .isEqualTo(expected.nodes());
        assertThat(new HashSet<>(links(view, traversal.edges(0, traversal.size()))))
                .as(what)
                .isEqualTo(expected.edges());
        assertThat(traversal.verdict()).as(what).isEqualTo(expected.verdict());
        for (int shown : traversal.nodes(0, traversal.size())) {
            assertThat(traversal.distance(shown))
                    .as(what)
                    .isEqualTo(expected.distances().get(view.urn(shown)));
        }
        count(expected);
        countColumns(asked, expected);
        tally.count(
                "columns not of the version",
                Traversal.of(view, question).size() > expected.nodes().size());
        comparePages(
                what,
                view,
                question,
                schemas,
                expected,
                1 + random.nextInt(expected.nodes().size()));
    }

    private void count(Oracle.Answer answer) {
        tally.count("nodes", answer.nodes().size() > 3);
        tally.count("edges", answer.edges().size() > 3);
        tally.count("same-as", answer.edges().stream().anyMatch(l -> l.kind() == EdgeKind.SAME_AS));
        tally.count("gaps", answer.verdict().gaps().count() > 0);
        tally.count(
                "no version",
                answer.verdict().gaps().first().stream()
                        .anyMatch(gap -> gap.what().startsWith("no version")));
        tally.count("frontier", answer.verdict().frontier().count() > 0);
        tally.count("excluded", answer.verdict().excluded() > 0);
    }

    private void countColumns(Urn asked, Oracle.Answer answer) {
        boolean ofColumn = asked.kind() == NodeKind.COLUMN;
        long columns =
                answer.nodes().stream().filter(node -> node.kind() == NodeKind.COLUMN).count();
        tally.count("columns of a column", ofColumn && columns > 1);
        tally.count("columns of a thing", !ofColumn && columns > 0);
        tally.count("transitive columns", ofColumn && columns > 2);
        tally.count("merged columns", ofColumn && columns > 1 && crossesMerge(answer));
    }

    /** Tells the columns of most versions to both. */
    private static Schemas schemas(Random random, GraphView view, Oracle oracle) {
        Map<Integer, ColumnNames> told = new HashMap<>();
        for (Urn version : oracle.nodes()) {
            if (version.kind() == NodeKind.DATASET_VERSION && random.nextInt(4) != 0) {
                Set<String> names =
                        random.nextInt(3) == 0
                                ? Set.of("a", "b")
                                : Set.of(random.nextBoolean() ? "a" : "b");
                oracle.schemas.put(version, names);
                told.put(view.find(1, version, Clocks.NOW).orElseThrow(), new ColumnNames(names));
            }
        }
        return (versions, clocks) -> {
            Map<Integer, ColumnNames> some = new HashMap<>(told);
            some.keySet().retainAll(versions);
            return some;
        };
    }

    /** Says whether a column is shown of each of two datasets that are the same. */
    private static boolean crossesMerge(Oracle.Answer answer) {
        return answer.edges().stream()
                .filter(edge -> edge.kind() == EdgeKind.SAME_AS)
                .anyMatch(edge -> hasColumn(answer, edge.from()) && hasColumn(answer, edge.to()));
    }

    private static boolean hasColumn(Oracle.Answer answer, Urn dataset) {
        return answer.edges().stream()
                .anyMatch(
                        edge ->
                                edge.kind() == EdgeKind.PART_OF
                                        && edge.from().kind() == NodeKind.COLUMN
                                        && edge.to().equals(dataset));
    }

    /** Each page is asked anew, as a stateless cursor does. */
    private static void comparePages(
            String what,
            GraphView view,
            TraversalQuestion question,
            Schemas schemas,
            Oracle.Answer expected,
            int limit) {
        List<Urn> nodes = new ArrayList<>();
        List<Oracle.Link> edges = new ArrayList<>();
        for (int start = 0; start < expected.nodes().size(); start += limit) {
            Traversal page = Traversal.of(view, question, Turns.alone(), schemas);
            nodes.addAll(urns(view, page.nodes(start, limit)));
            for (Oracle.Link link : links(view, page.edges(start, limit))) {
                edges.add(link);
                int later =
                        Math.max(
                                expected.nodes().indexOf(link.from()),
                                expected.nodes().indexOf(link.to()));
                assertThat(later).as(what).isBetween(start, start + limit - 1);
            }
        }
        assertThat(nodes).as(what).isEqualTo(expected.nodes());
        assertThat(edges).as(what).doesNotHaveDuplicates();
        assertThat(new HashSet<>(edges)).as(what).isEqualTo(expected.edges());
    }

    /** Chooses a node; each third is a column where there are any. */
    static Urn any(Random random, List<Urn> urns) {
        List<Urn> columns = urns.stream().filter(u -> u.kind() == NodeKind.COLUMN).toList();
        List<Urn> some = random.nextInt(3) == 0 && !columns.isEmpty() ? columns : urns;
        return some.get(random.nextInt(some.size()));
    }

    static Clocks clocks(Random random, int entries) {
        Instant asOf =
                random.nextBoolean()
                        ? null
                        : Instant.ofEpochSecond(random.nextInt(RandomLog.TIMES + 1));
        long knownAt = random.nextBoolean() ? Long.MAX_VALUE : 1 + random.nextInt(entries);
        return new Clocks(asOf, knownAt);
    }

    private static TraversalQuestion question(Random random, int node, Clocks clocks) {
        Direction direction = Direction.values()[random.nextInt(3)];
        int depth = random.nextBoolean() ? Integer.MAX_VALUE : random.nextInt(4);
        return new TraversalQuestion(
                node,
                direction,
                depth,
                some(random, NodeKind.class),
                new EdgeFilter(some(random, EdgeKind.class), some(random, Assertion.class), clocks),
                Level.values()[random.nextInt(2)],
                random.nextBoolean(),
                Budget.DEFAULT,
                null);
    }

    private static <E extends Enum<E>> Set<E> some(Random random, Class<E> type) {
        if (random.nextInt(3) != 0) {
            return EnumSet.allOf(type);
        }
        List<E> all = new ArrayList<>(EnumSet.allOf(type));
        Collections.shuffle(all, random);
        return EnumSet.copyOf(all.subList(0, 1 + random.nextInt(all.size())));
    }

    private static List<Urn> urns(GraphView view, int[] nodes) {
        return Arrays.stream(nodes).mapToObj(view::urn).toList();
    }

    private static List<Oracle.Link> links(GraphView view, List<GraphEdge> edges) {
        return edges.stream()
                .map(e -> new Oracle.Link(view.urn(e.from()), e.kind(), view.urn(e.to())))
                .toList();
    }
}
