package io.clew.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.clew.model.Assertion;
import io.clew.model.Clocks;
import io.clew.model.EdgeKind;
import io.clew.model.log.LogEntry;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Layouts show the same: nothing laid out, all laid out at once, and anything between. */
class LayoutTests {

    private static final int LOGS = 30;
    private static final int FILTERS = 6;

    /** Folds when it is told to, so that entries come while one is under way. */
    private static final class LateFolds {
        private final Queue<Runnable> waiting = new ArrayDeque<>();
        private final GraphIndex index;

        LateFolds(int deltaMin) {
            this.index = new GraphIndex(deltaMin, waiting::add);
        }

        void fold() {
            Runnable next = waiting.poll();
            if (next != null) {
                next.run();
            }
        }
    }

    @Test
    void everyLayoutShowsTheSame() {
        long first = Long.getLong("clew.seed", 1);
        System.out.println("LayoutTests: seeds " + first + " to " + (first + LOGS - 1));
        for (long seed = first; seed < first + LOGS; seed++) {
            Random random = new Random(seed);
            List<LogEntry> entries =
                    RandomLog.of(random, 2 + random.nextInt(60), 2 + random.nextInt(400));
            GraphIndex chained = new GraphIndex(Integer.MAX_VALUE);
            GraphIndex laidOut = new GraphIndex(0);
            GraphIndex replayed = new GraphIndex(3);
            LateFolds late = new LateFolds(random.nextInt(30));
            List<GraphView> views = new ArrayList<>();
            for (LogEntry entry : entries) {
                chained.apply(entry);
                laidOut.apply(entry);
                late.index.apply(entry);
                if (random.nextInt(8) == 0) {
                    late.fold();
                }
                if (random.nextInt(40) == 0) {
                    views.add(late.index.view());
                    views.add(laidOut.view());
                }
            }
            replayed.applyAll(entries);
            GraphView expected = chained.view();
            for (GraphIndex index : List.of(laidOut, late.index, replayed)) {
                assertThat(index.view().digest()).as("seed " + seed).isEqualTo(expected.digest());
                compare(seed, random, index.view(), expected);
            }
            for (GraphView before : views) {
                GraphIndex then = new GraphIndex(Integer.MAX_VALUE);
                then.applyAll(entries.subList(0, (int) before.position()));
                assertThat(before.digest()).as("seed " + seed).isEqualTo(then.view().digest());
                compare(seed, random, before, then.view());
            }
        }
    }

    static void compare(long seed, Random random, GraphView view, GraphView expected) {
        for (int i = 0; i < FILTERS; i++) {
            EdgeFilter filter = filter(random, (int) expected.position());
            for (int node = 1; node <= expected.nodeCount(); node++) {
                String what = "seed " + seed + ", node " + node + ", " + filter;
                assertThat(rows(view, filter, node, true))
                        .as(what)
                        .isEqualTo(rows(expected, filter, node, true));
                assertThat(rows(view, filter, node, false))
                        .as(what)
                        .isEqualTo(rows(expected, filter, node, false));
            }
        }
    }

    private static EdgeFilter filter(Random random, int position) {
        EnumSet<EdgeKind> kinds = EnumSet.allOf(EdgeKind.class);
        kinds.removeIf(kind -> random.nextInt(4) == 0);
        EnumSet<Assertion> assertions = EnumSet.allOf(Assertion.class);
        assertions.removeIf(assertion -> random.nextInt(5) == 0);
        Instant asOf =
                random.nextBoolean()
                        ? null
                        : Instant.ofEpochSecond(random.nextInt(RandomLog.TIMES + 1));
        long knownAt = random.nextBoolean() ? Long.MAX_VALUE : 1 + random.nextInt(position);
        return new EdgeFilter(kinds, assertions, new Clocks(asOf, knownAt));
    }

    /** Shows what a cursor meets, and that the edge's number leads to the same edge. */
    private static List<Long> rows(GraphView view, EdgeFilter filter, int node, boolean out) {
        EdgeCursor cursor = view.cursor(filter);
        if (out) {
            cursor.out(node);
        } else {
            cursor.in(node);
        }
        List<Long> rows = new ArrayList<>();
        while (cursor.next()) {
            long key = view.edgeKey(cursor.edge());
            int from = out ? node : cursor.node();
            int to = out ? cursor.node() : node;
            assertThat(key).isEqualTo(EdgeKey.of(from, cursor.kind().ordinal(), to));
            assertThat(cursor.edge()).isBetween(0, view.edgeCount() - 1);
            rows.add(key);
        }
        return rows;
    }
}
