package io.clew.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.clew.model.Asserter;
import io.clew.model.Assertion;
import io.clew.model.Clocks;
import io.clew.model.EdgeKind;
import io.clew.model.EventTime;
import io.clew.model.Fact;
import io.clew.model.NodeKind;
import io.clew.model.Urn;
import io.clew.model.log.LogEntry;
import io.clew.model.log.LogRecord;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Compares closures with a plain walk by the cursor, small ones and ones that sweep. */
class ClosureTests {

    private static final int NODES = 1500;
    private static final int GRAPHS = 30;
    private static final int QUESTIONS = 25;
    private static final int QUEUE = 30;

    /** Some nodes have so many causes, and some of the first ones so many effects. */
    private static final int LARGE = 60;

    private static final int LARGE_EVERY = 200;
    private static final int POPULAR = 5;

    @Test
    void reachesWhatAPlainWalkReaches() {
        long first = Long.getLong("clew.seed", 1);
        System.out.println("ClosureTests: seeds " + first + " to " + (first + GRAPHS - 1));
        int swept = 0;
        for (long seed = first; seed < first + GRAPHS; seed++) {
            Random random = new Random(seed);
            GraphIndex index = index(random);
            for (boolean upstream : new boolean[] {true, false}) {
                EdgeFilter filter = filter(random);
                Closure closure = new Closure(index.view(), filter, upstream, QUEUE);
                Closure roomy = new Closure(index.view(), filter, upstream);
                for (int i = 0; i < QUESTIONS; i++) {
                    int asked = 1 + random.nextInt(NODES);
                    Set<Integer> expected = walk(index.view(), filter, upstream, asked);
                    String what = "seed " + seed + ", node " + asked + ", " + filter;
                    for (Closure each : List.of(closure, roomy)) {
                        assertThat(each.reach(asked)).as(what).isEqualTo(expected.size());
                        assertThat(nodes(each)).as(what).isEqualTo(expected);
                    }
                    swept += expected.size() > QUEUE ? 1 : 0;
                }
            }
        }
        assertThat(swept).isBetween(100, GRAPHS * 2 * QUESTIONS - 100);
    }

    /** What so many things come of is too much to be copied with others. */
    @Test
    void sweepsFromAThingThatThousandsComeOf() {
        int effects = 3000;
        GraphIndex index = new GraphIndex(0);
        for (int node = 1; node <= effects + 1; node++) {
            List<LogRecord> records = new ArrayList<>();
            records.add(new LogRecord.NodeAdded(node, urn(node)));
            if (node > 1) {
                records.add(record(1, node, 1, node, new Random(node)));
            }
            index.apply(new LogEntry(node, 1, Instant.EPOCH, "test", "write", records));
        }
        EdgeFilter all =
                new EdgeFilter(
                        EnumSet.allOf(EdgeKind.class), EnumSet.allOf(Assertion.class), Clocks.NOW);

        assertThat(new Closure(index.view(), all, false, QUEUE).reach(1)).isEqualTo(effects + 1);
        assertThat(new Closure(index.view(), all, true, QUEUE).reach(effects)).isEqualTo(2);
    }

    private static EdgeFilter filter(Random random) {
        EnumSet<EdgeKind> kinds = EnumSet.of(EdgeKind.USED, EdgeKind.DERIVED_FROM);
        if (random.nextInt(3) == 0) {
            kinds.remove(EdgeKind.USED);
        }
        Instant asOf = random.nextInt(3) == 0 ? Instant.ofEpochMilli(random.nextInt(NODES)) : null;
        long knownAt = random.nextInt(3) == 0 ? 1 + random.nextInt(NODES) : Long.MAX_VALUE;
        return new EdgeFilter(kinds, EnumSet.allOf(Assertion.class), new Clocks(asOf, knownAt));
    }

    private static Set<Integer> nodes(Closure closure) {
        Set<Integer> nodes = new HashSet<>();
        for (int node = 1; node <= NODES; node++) {
            if (closure.has(node)) {
                nodes.add(node);
            }
        }
        return nodes;
    }

    private static Set<Integer> walk(
            GraphView view, EdgeFilter filter, boolean upstream, int asked) {
        EdgeCursor cursor = view.cursor(filter);
        Set<Integer> reached = new HashSet<>(Set.of(asked));
        Queue<Integer> queue = new ArrayDeque<>(reached);
        while (!queue.isEmpty()) {
            if (upstream) {
                cursor.out(queue.remove());
            } else {
                cursor.in(queue.remove());
            }
            while (cursor.next()) {
                if (reached.add(cursor.node())) {
                    queue.add(cursor.node());
                }
            }
        }
        return reached;
    }

    private static GraphIndex index(Random random) {
        boolean chained = random.nextBoolean();
        GraphIndex index = new GraphIndex(chained ? 400 : 0);
        List<LogEntry> entries = new ArrayList<>();
        double density = 0.6 + 1.2 * random.nextDouble();
        for (int node = 1; node <= NODES; node++) {
            List<LogRecord> records = new ArrayList<>();
            records.add(new LogRecord.NodeAdded(node, urn(node)));
            int many = random.nextInt(LARGE_EVERY) == 0 ? LARGE : 0;
            while (node > 1 && (records.size() < many || random.nextDouble() > 1 / (1 + density))) {
                int earlier =
                        random.nextInt(10) == 0 && node > POPULAR
                                ? 1 + random.nextInt(POPULAR)
                                : 1 + random.nextInt(node - 1);
                boolean isTurned = random.nextInt(20) == 0;
                int from = isTurned ? earlier : node;
                int to = isTurned ? node : earlier;
                records.add(record(records.size(), from, to, node, random));
                if (random.nextInt(15) == 0) {
                    records.add(takenBack(records.size(), from, to, node));
                }
            }
            entries.add(new LogEntry(node, 1, Instant.EPOCH, "test", "write", records));
        }
        entries.forEach(index::apply);
        return index;
    }

    private static Urn urn(int node) {
        return Urn.of(NodeKind.ARTIFACT, "t", "a" + node);
    }

    private static LogRecord record(int seq, int from, int to, int at, Random random) {
        EdgeKind kind = random.nextInt(3) == 0 ? EdgeKind.DERIVED_FROM : EdgeKind.USED;
        Asserter by = random.nextInt(3) == 0 ? TestLog.BOB : TestLog.ANN;
        return new LogRecord.EdgeAsserted(
                seq,
                from,
                to,
                new Fact.EdgeFact(
                        urn(from),
                        kind,
                        urn(to),
                        Assertion.DECLARED,
                        EventTime.reported(at),
                        by,
                        Map.of(),
                        null));
    }

    private static LogRecord takenBack(int seq, int from, int to, int at) {
        return new LogRecord.EdgeRetracted(
                seq,
                from,
                to,
                new Fact.EdgeRetraction(
                        urn(from),
                        EdgeKind.USED,
                        urn(to),
                        EventTime.reported(at),
                        TestLog.ANN,
                        null,
                        "wrong"));
    }
}
