package io.clew.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.clew.graph.traversal.Budget;
import io.clew.graph.traversal.Paths;
import io.clew.model.Clocks;
import io.clew.model.EdgeKind;
import io.clew.model.NodeKind;
import io.clew.model.Urn;
import io.clew.model.log.LogEntry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Compares paths with the oracle, which tries every way there is. */
class PathOracleTests {

    private static final int LOGS = Integer.getInteger("clew.trials", 2000);
    private static final int QUESTIONS = 8;

    private final Tally tally = new Tally();

    @Test
    void answersAsTheOracleDoes() {
        long first = Long.getLong("clew.seed", 900_000);
        System.out.println("PathOracleTests: seeds " + first + " to " + (first + LOGS - 1));
        for (long seed = first; seed < first + LOGS; seed++) {
            Random random = new Random(seed);
            List<LogEntry> entries =
                    random.nextInt(4) == 0
                            ? RandomLog.ofPipelines(random)
                            : RandomLog.of(random, 3 + random.nextInt(9), 2 + random.nextInt(25));
            GraphIndex index = new GraphIndex(random.nextInt(40));
            index.applyAll(entries);
            for (int i = 0; i < QUESTIONS; i++) {
                compare(seed, entries, index.view(), random);
            }
        }
        tally.assertThatEachWasSeen(100, "ways", "many", "long", "same-as", "none", "backwards");
        tally.assertThatEachWasSeen(100, "to a column", "over a version");
        tally.assertThatEachWasSeen(20, "twins");
    }

    private void compare(long seed, List<LogEntry> entries, GraphView view, Random random) {
        Oracle oracle = new Oracle(entries, Clocks.NOW);
        List<Urn> urns = List.copyOf(oracle.nodes());
        if (urns.isEmpty()) {
            return;
        }
        Urn from = LineageOracleTests.any(random, urns);
        Urn to = LineageOracleTests.any(random, urns);
        int count = 1 + random.nextInt(10);
        Paths paths =
                Paths.of(
                        view,
                        view.find(1, from, Clocks.NOW).orElseThrow(),
                        view.find(1, to, Clocks.NOW).orElseThrow(),
                        count,
                        Budget.DEFAULT);
        PathOracle.Answer expected = new PathOracle(oracle).answer(from, to, count);
        List<List<Oracle.Link>> ways = paths.ways().stream().map(w -> links(view, w)).toList();

        String what = "seed " + seed + ", " + from + " to " + to;
        List<List<Oracle.Link>> bare = ways.stream().map(PathOracleTests::withoutNames).toList();
        assertThat(bare).as(what).isEqualTo(expected.ways().stream().limit(count).toList());
        for (List<Oracle.Link> way : ways) {
            assertThatItHangsTogether(what, way);
        }
        assertThat(paths.verdict().gaps()).as(what).isEqualTo(expected.gaps());
        tally.count("ways", !ways.isEmpty());
        tally.count("none", ways.isEmpty());
        tally.count("many", ways.size() > 2);
        tally.count("long", ways.stream().anyMatch(w -> w.size() > 3));
        tally.count(
                "same-as",
                ways.stream()
                        .anyMatch(w -> w.stream().anyMatch(l -> l.kind() == EdgeKind.SAME_AS)));
        tally.count("backwards", expected.backwards());
        boolean toColumn = from.kind() != NodeKind.COLUMN && to.kind() == NodeKind.COLUMN;
        tally.count("to a column", toColumn && !ways.isEmpty() && !expected.backwards());
        tally.count(
                "over a version",
                toColumn
                        && ways.stream()
                                .anyMatch(
                                        w ->
                                                w.stream()
                                                        .anyMatch(
                                                                l ->
                                                                        l.kind()
                                                                                == EdgeKind
                                                                                        .VERSION_OF)));
        tally.count("twins", ways.stream().anyMatch(PathOracleTests::hasTwin));
    }

    /** Leaves out by which edges a way changes from one name of a thing to another. */
    private static List<Oracle.Link> withoutNames(List<Oracle.Link> way) {
        List<Oracle.Link> bare = new ArrayList<>();
        for (int i = 0; i < way.size(); i++) {
            int end = endOfTwin(way, i);
            if (end > i) {
                i = end;
            } else if (way.get(i).kind() != EdgeKind.SAME_AS) {
                bare.add(way.get(i));
            }
        }
        return bare;
    }

    /** Returns where a step from a column to its twin ends: up, over same-as, and down. */
    private static int endOfTwin(List<Oracle.Link> way, int start) {
        if (!isPartOf(way.get(start))) {
            return start;
        }
        Urn at = way.get(start).to();
        for (int i = start + 1; i < way.size(); i++) {
            Oracle.Link link = way.get(i);
            if (i > start + 1 && isPartOf(link) && link.to().equals(at)) {
                return i;
            }
            if (link.kind() != EdgeKind.SAME_AS) {
                return start;
            }
            at = link.from().equals(at) ? link.to() : link.from();
        }
        return start;
    }

    private static boolean hasTwin(List<Oracle.Link> way) {
        return IntStream.range(0, way.size()).anyMatch(i -> endOfTwin(way, i) > i);
    }

    private static boolean isPartOf(Oracle.Link link) {
        return link.kind() == EdgeKind.PART_OF && link.from().kind() == NodeKind.COLUMN;
    }

    /** Each edge begins where the one before led to, but for those that may be taken either way. */
    private static void assertThatItHangsTogether(String what, List<Oracle.Link> way) {
        assertThat(way).as(what).isNotEmpty();
        for (Urn begin : List.of(way.getFirst().from(), way.getFirst().to())) {
            Urn at = begin;
            for (Oracle.Link link : way) {
                boolean eitherWay = link.kind() == EdgeKind.SAME_AS || isPartOf(link);
                if (link.from().equals(at)) {
                    at = link.to();
                } else if (eitherWay && link.to().equals(at)) {
                    at = link.from();
                } else {
                    at = null;
                    break;
                }
            }
            if (at != null) {
                return;
            }
        }
        assertThat(way).as(what + ": the way has a hole").isEmpty();
    }

    private static List<Oracle.Link> links(GraphView view, int[] edges) {
        return Arrays.stream(edges)
                .mapToObj(view::edge)
                .map(e -> new Oracle.Link(view.urn(e.from()), e.kind(), view.urn(e.to())))
                .toList();
    }
}
