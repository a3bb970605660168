package io.clew.graph;

import io.clew.graph.traversal.Budget;
import io.clew.graph.traversal.Impact;
import io.clew.graph.traversal.Traversal;
import io.clew.graph.traversal.TraversalQuestion;
import io.clew.model.Asserter;
import io.clew.model.Assertion;
import io.clew.model.Clocks;
import io.clew.model.Direction;
import io.clew.model.EdgeKind;
import io.clew.model.EventTime;
import io.clew.model.Fact;
import io.clew.model.Level;
import io.clew.model.NodeKind;
import io.clew.model.Urn;
import io.clew.model.log.LogEntry;
import io.clew.model.log.LogRecord;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Measures the index on a graph shaped like lineage: mostly recent inputs, a few popular ones.
 *
 * <p>Arguments: edges (1,000,000 unless given). Prints CPU time, since wall time on shared cores
 * says little. Not a test.
 */
final class GraphBenchmark {

    private static final int EDGES_OF_A_NODE = 5;
    private static final int RECENT = 2_000;
    private static final int ENTRIES_AT_ONCE = 10_000;
    private static final int QUESTIONS = 4000;
    private static final Asserter BY = Asserter.claimed("mlflow", "bench");

    private final Random random = new Random(1);
    private final GraphIndex index = new GraphIndex();
    private int nodes;
    private long position;

    private GraphBenchmark() {}

    public static void main(String[] arguments) {
        int edges = arguments.length == 0 ? 1_000_000 : Integer.parseInt(arguments[0]);
        GraphBenchmark benchmark = new GraphBenchmark();
        benchmark.build(edges);
        benchmark.memory();
        for (int round = 0; round < 3; round++) {
            benchmark.closures("closure of about 1000 nodes", 900, 1100, Clocks.NOW);
            benchmark.closures(
                    "the same as of a time",
                    900,
                    1100,
                    new Clocks(Instant.ofEpochSecond(edges), benchmark.position - 1));
            benchmark.whole();
        }
    }

    private void build(int edges) {
        long applied = 0;
        while (index.view().edgeCount() < edges) {
            List<LogEntry> entries = new ArrayList<>(ENTRIES_AT_ONCE);
            for (int i = 0; i < ENTRIES_AT_ONCE; i++) {
                entries.add(entry());
            }
            long before = cpuNanos();
            index.applyAll(entries);
            applied += cpuNanos() - before;
        }
        System.out.printf(
                "%d nodes, %d edges, replayed at %.0f edges a second of CPU%n",
                nodes, index.view().edgeCount(), index.view().edgeCount() * 1e9 / applied);
        long before = cpuNanos();
        int live = 20_000;
        for (int i = 0; i < live; i++) {
            index.apply(entry());
        }
        System.out.printf(
                "live: %.0f entries a second of CPU%n", live * 1e9 / (cpuNanos() - before));
    }

    /** One new node that comes of a few recent nodes, now and then of a popular one. */
    private LogEntry entry() {
        List<LogRecord> records = new ArrayList<>();
        int node = ++nodes;
        Urn urn = urn(node);
        records.add(new LogRecord.NodeAdded(node, urn));
        for (int i = 0; i < EDGES_OF_A_NODE && node > 1; i++) {
            int back =
                    random.nextInt(20) == 0
                            ? 1 + (int) (Math.pow(random.nextDouble(), 4) * (node - 1))
                            : node - 1 - random.nextInt(Math.min(node - 1, RECENT));
            Fact.EdgeFact fact =
                    new Fact.EdgeFact(
                            urn,
                            EdgeKind.DERIVED_FROM,
                            urn(back),
                            Assertion.DECLARED,
                            EventTime.reported(node * 1000L),
                            BY,
                            Map.of(),
                            null);
            records.add(new LogRecord.EdgeAsserted(i, node, back, fact));
        }
        return new LogEntry(++position, 1, Instant.ofEpochSecond(node), "bench", "write", records);
    }

    private static Urn urn(int node) {
        return Urn.of(NodeKind.ARTIFACT, "bench", Integer.toString(node));
    }

    private void memory() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        System.out.printf(
                "%d MB of heap in use, names included%n",
                (runtime.totalMemory() - runtime.freeMemory()) >> 20);
    }

    /** Asks upstream of random nodes and keeps answers of a size. */
    private void closures(String what, int least, int most, Clocks clocks) {
        GraphView view = index.view();
        List<Double> micros = new ArrayList<>();
        Random asked = new Random(7);
        long reached = 0;
        for (int i = 0; i < QUESTIONS; i++) {
            int node = 1 + asked.nextInt(8000);
            long before = cpuNanos();
            Traversal traversal = Traversal.of(view, question(node, Direction.UPSTREAM, clocks));
            long took = cpuNanos() - before;
            if (traversal.size() >= least && traversal.size() <= most) {
                micros.add(took / 1000.0);
                reached += traversal.size();
            }
        }
        double[] sorted = micros.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        if (sorted.length > 0) {
            System.out.printf(
                    "%s: %d, %.0f nodes, p50 %.0f us, p99 %.0f us%n",
                    what,
                    sorted.length,
                    (double) reached / sorted.length,
                    sorted[sorted.length / 2],
                    sorted[(int) (sorted.length * 0.99)]);
        }
    }

    private void whole() {
        GraphView view = index.view();
        long before = cpuNanos();
        Traversal up = Traversal.of(view, question(nodes, Direction.UPSTREAM, Clocks.NOW));
        long walked = cpuNanos();
        int[] page = up.nodes(0, 1000);
        List<GraphEdge> edges = up.edges(0, 1000);
        long paged = cpuNanos();
        System.out.printf(
                "whole closure: %d nodes in %.0f ms; first page of %d nodes and %d edges in %.0f"
                        + " ms; %s%n",
                up.size(),
                (walked - before) / 1e6,
                page.length,
                edges.size(),
                (paged - walked) / 1e6,
                up.verdict().state());
        before = cpuNanos();
        Impact impact = Impact.of(view, question(1, Direction.DOWNSTREAM, Clocks.NOW));
        System.out.printf(
                "impact of the first node: %d nodes in %.0f ms%n",
                impact.size(), (cpuNanos() - before) / 1e6);
    }

    private static TraversalQuestion question(int node, Direction direction, Clocks clocks) {
        return new TraversalQuestion(
                node,
                direction,
                Integer.MAX_VALUE,
                EnumSet.allOf(NodeKind.class),
                EdgeFilter.at(clocks),
                Level.NODE,
                false,
                new Budget(50_000_000, 500_000_000, 600_000),
                null);
    }

    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
