package io.clew.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.clew.graph.traversal.Budget;
import io.clew.graph.traversal.Traversal;
import io.clew.graph.traversal.TraversalQuestion;
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
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** Readers at full speed beside one writer: what they see is always a whole prefix of the log. */
class ConcurrentReadersTests {

    private static final int READERS = 3;
    private static final int TURNS = 20_000;
    private static final int FAN = 5;

    /** How often the edges are to be laid out by another thread. */
    private static final int FOLDS = 20;

    /**
     * Each entry moves a run from all datasets of one colour to all of the other: a reader that saw
     * half of an entry would see both colours, or neither, or too few.
     */
    @Test
    void nobodyEverSeesHalfAnEntry() throws Exception {
        whatIsSeenIsWhole(new GraphIndex(50), TURNS, () -> true);
    }

    /** The same while edges are laid out by another thread, again and again. */
    @Test
    void nobodyEverSeesHalfAnEntryWhileEdgesAreLaidOut() throws Exception {
        AtomicInteger folds = new AtomicInteger();
        try (ExecutorService folder = Executors.newSingleThreadExecutor()) {
            whatIsSeenIsWhole(
                    new GraphIndex(
                            0,
                            fold -> {
                                folds.incrementAndGet();
                                folder.execute(fold);
                            }),
                    TURNS / 4,
                    () -> folds.get() > FOLDS);
        }
    }

    private void whatIsSeenIsWhole(GraphIndex index, int turns, BooleanSupplier isEnough)
            throws Exception {
        TestLog log = new TestLog(index);
        AtomicBoolean done = new AtomicBoolean();
        log.add(turn(0));
        try (ExecutorService pool = Executors.newFixedThreadPool(READERS)) {
            List<Future<Long>> readers = new ArrayList<>();
            for (int i = 0; i < READERS; i++) {
                readers.add(pool.submit(() -> readUntil(done, log.index)));
            }
            try {
                for (int turn = 1; turn <= turns || !isEnough.getAsBoolean(); turn++) {
                    log.add(turn(turn));
                }
            } finally {
                done.set(true);
            }
            for (Future<Long> reader : readers) {
                assertThat(reader.get()).isPositive();
            }
        }
    }

    private static long readUntil(AtomicBoolean done, GraphIndex index) {
        long reads = 0;
        long last = 0;
        while (!done.get() || reads == 0) {
            GraphView view = index.view();
            assertThat(view.position()).isGreaterThanOrEqualTo(last);
            last = view.position();
            EdgeCursor cursor = view.cursor(EdgeFilter.at(Clocks.NOW));
            cursor.out(1);
            int[] seen = new int[2];
            while (cursor.next()) {
                seen[colour(view.urn(cursor.node()))]++;
            }
            int expected = (int) ((view.position() - 1) % 2);
            assertThat(seen[expected]).isEqualTo(FAN);
            assertThat(seen[1 - expected]).isZero();
            reads++;
        }
        return reads;
    }

    private static int colour(Urn dataset) {
        return dataset.last().charAt(0) - '0';
    }

    private static Fact[] turn(int number) {
        int colour = number % 2;
        List<Fact> facts = new ArrayList<>();
        for (int i = 0; i < FAN; i++) {
            facts.add(used(colour, i));
            if (number > 0) {
                facts.add(notUsed(1 - colour, i));
            }
        }
        facts.add(
                new Fact.EdgeFact(
                        TestLog.urn(NodeKind.RUN, "x" + number),
                        EdgeKind.USED,
                        TestLog.urn(NodeKind.DATASET, colour + "-0"),
                        Assertion.DECLARED,
                        EventTime.reported(1000),
                        TestLog.ANN,
                        Map.of(),
                        null));
        return facts.toArray(Fact[]::new);
    }

    private static Fact used(int colour, int number) {
        return new Fact.EdgeFact(
                TestLog.urn(NodeKind.RUN, "r"),
                EdgeKind.USED,
                TestLog.urn(NodeKind.DATASET, colour + "-" + number),
                Assertion.DECLARED,
                EventTime.reported(1000),
                TestLog.ANN,
                Map.of(),
                null);
    }

    private static Fact notUsed(int colour, int number) {
        return new Fact.EdgeRetraction(
                TestLog.urn(NodeKind.RUN, "r"),
                EdgeKind.USED,
                TestLog.urn(NodeKind.DATASET, colour + "-" + number),
                EventTime.reported(1000),
                TestLog.ANN,
                null,
                "the other now");
    }

    /** A page read while writes go on is the page that the first page's prefix of the log has. */
    @Test
    void answersWhileWritesGoOnAreThoseOfAReplayedPrefix() throws Exception {
        long seed = Long.getLong("clew.seed", System.nanoTime());
        System.out.println("ConcurrentReadersTests: seed " + seed);
        List<LogEntry> entries = RandomLog.of(new Random(seed), 60, 1500);
        GraphIndex live = new GraphIndex(20);
        AtomicBoolean done = new AtomicBoolean();
        List<Asked> asked = new ArrayList<>();
        try (ExecutorService pool = Executors.newFixedThreadPool(READERS)) {
            List<Future<List<Asked>>> readers = new ArrayList<>();
            for (int i = 0; i < READERS; i++) {
                Random random = new Random(seed + i);
                Callable<List<Asked>> reader = () -> askUntil(done, live, random);
                readers.add(pool.submit(reader));
            }
            try {
                entries.forEach(live::apply);
            } finally {
                done.set(true);
            }
            for (Future<List<Asked>> reader : readers) {
                asked.addAll(reader.get());
            }
        }
        asked.sort((a, b) -> Long.compare(a.position(), b.position()));
        GraphIndex replayed = new GraphIndex(7);
        int next = 0;
        for (Asked one : asked) {
            while (replayed.position() < one.position()) {
                replayed.apply(entries.get(next++));
            }
            assertThat(one).isEqualTo(ask(replayed.view(), one.question()));
        }
        assertThat(asked).isNotEmpty();
    }

    private record Asked(
            long position,
            TraversalQuestion question,
            List<Integer> nodes,
            List<GraphEdge> edges,
            Object verdict) {}

    private static List<Asked> askUntil(AtomicBoolean done, GraphIndex index, Random random) {
        List<Asked> asked = new ArrayList<>();
        while (!done.get() && asked.size() < 2000) {
            GraphView view = index.view();
            if (view.nodeCount() > 0) {
                asked.add(ask(view, question(view, random)));
            }
        }
        return asked;
    }

    private static TraversalQuestion question(GraphView view, Random random) {
        Instant asOf =
                random.nextBoolean()
                        ? null
                        : Instant.ofEpochSecond(random.nextInt(RandomLog.TIMES + 1));
        return new TraversalQuestion(
                1 + random.nextInt(view.nodeCount()),
                Direction.values()[random.nextInt(3)],
                random.nextBoolean() ? Integer.MAX_VALUE : 2,
                EnumSet.allOf(NodeKind.class),
                EdgeFilter.at(new Clocks(asOf, view.position())),
                Level.NODE,
                random.nextBoolean(),
                Budget.DEFAULT,
                null);
    }

    private static Asked ask(GraphView view, TraversalQuestion question) {
        Traversal traversal = Traversal.of(view, question);
        return new Asked(
                question.filter().clocks().knownAt(),
                question,
                list(traversal.nodes(0, traversal.size())),
                traversal.edges(0, traversal.size()),
                traversal.verdict());
    }

    private static List<Integer> list(int[] numbers) {
        return Arrays.stream(numbers).boxed().toList();
    }
}
