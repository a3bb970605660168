package io.clew.questions.fragments;

import static org.assertj.core.api.Assertions.assertThat;

import io.clew.commit.Committer;
import io.clew.commit.Intent;
import io.clew.graph.GraphEdge;
import io.clew.graph.GraphIndex;
import io.clew.graph.GraphView;
import io.clew.model.Asserter;
import io.clew.model.Clocks;
import io.clew.model.Viewer;
import io.clew.model.Workspace;
import io.clew.model.answer.Edge;
import io.clew.model.answer.Node;
import io.clew.questions.details.StoreDetails;
import io.clew.questions.kept.Recall;
import io.clew.store.Migration;
import io.clew.store.Store;
import io.clew.store.testing.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compares what is remembered with what is recorded, after and during random writes. */
abstract class FragmentsContractTests {

    static final Viewer VIEWER = Viewer.ofAll(Workspace.DEFAULT);

    private static final Rendering WORDS =
            new Rendering() {
                @Override
                public byte[] node(Node node) {
                    return node.toString().getBytes(StandardCharsets.UTF_8);
                }

                @Override
                public byte[] edge(Edge edge) {
                    return edge.toString().getBytes(StandardCharsets.UTF_8);
                }
            };

    @TempDir Path folder;

    abstract TestDatabase newDatabase();

    /** Runs on a database as a server does. */
    static final class Server implements AutoCloseable {
        final Store store;
        final GraphIndex graph = new GraphIndex();
        final StoreDetails details;
        final Fragments fragments;
        final Committer committer;

        Server(TestDatabase database, long bytesMax) {
            this.store = database.open(Migration.core());
            this.details = new StoreDetails(store);
            Recall recall = new Recall(graph, bytesMax);
            this.fragments = new Fragments(recall, details, WORDS);
            this.committer =
                    new Committer(store, InstantSource.system(), List.of(recall, graph::apply), 0);
        }

        void write(RandomFacts facts) {
            List<io.clew.model.Fact> some = facts.some();
            committer.commit(
                    new Intent(Workspace.DEFAULT, facts.asserter(), "test"),
                    commit -> {
                        some.forEach(commit::add);
                        return commit.position();
                    });
        }

        /** Asks for all nodes and edges, at the newest position or an older one, or in the past. */
        void compare(Random random) {
            GraphView view = graph.view();
            long position =
                    random.nextInt(3) > 0 ? view.position() : random.nextLong(view.position() + 1);
            Instant asOf = random.nextInt(4) > 0 ? null : Instant.ofEpochSecond(random.nextInt(20));
            compare(view, new Clocks(asOf, position));
        }

        void compare(GraphView view, Clocks clocks) {
            List<Integer> nodes = IntStream.rangeClosed(1, view.nodeCount()).boxed().toList();
            assertThat(texts(fragments.nodes(VIEWER, view, nodes, clocks)))
                    .as("nodes at %s", clocks)
                    .isEqualTo(
                            details.nodes(VIEWER, nodes, clocks).stream()
                                    .map(Objects::toString)
                                    .toList());
            List<GraphEdge> edges =
                    IntStream.range(0, view.edgeCount()).mapToObj(view::edge).distinct().toList();
            assertThat(texts(fragments.edges(VIEWER, edges, clocks)))
                    .as("edges at %s", clocks)
                    .isEqualTo(
                            details.edges(VIEWER, edges, clocks).stream()
                                    .map(Objects::toString)
                                    .toList());
            List<List<GraphEdge>> ways = List.of(edges.reversed(), List.of(), edges);
            assertThat(
                            fragments.ways(VIEWER, ways, clocks).stream()
                                    .map(FragmentsContractTests::texts)
                                    .toList())
                    .isEqualTo(
                            ways.stream()
                                    .map(way -> texts(fragments.edges(VIEWER, way, clocks)))
                                    .toList());
        }

        @Override
        public void close() {
            store.close();
        }
    }

    private static List<String> texts(List<byte[]> fragments) {
        return fragments.stream().map(each -> new String(each, StandardCharsets.UTF_8)).toList();
    }

    static long seed(Class<?> test) {
        long seed = Long.getLong("clew.seed", 20260105L);
        System.out.println(test.getSimpleName() + ": seed " + seed);
        return seed;
    }

    @Test
    void whatIsRememberedIsWhatIsRecordedAfterEachWrite() {
        Random random = new Random(seed(getClass()));
        RandomFacts facts = new RandomFacts(random);
        // In the second round so little fits that nearly all is forgotten and read again.
        for (long bytesMax : new long[] {1 << 20, 20_000}) {
            try (Server server = new Server(newDatabase(), bytesMax)) {
                for (int i = 0; i < 80; i++) {
                    server.write(facts);
                    server.compare(random);
                }
            }
        }
    }

    @Test
    void anAnswerIsOfItsOwnPositionWhileOthersWrite() throws Exception {
        Random random = new Random(seed(getClass()));
        RandomFacts facts = new RandomFacts(new Random(random.nextLong()));
        try (Server server = new Server(newDatabase(), 1 << 20);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            AtomicBoolean done = new AtomicBoolean();
            List<Future<Integer>> readers = new ArrayList<>();
            for (int reader = 0; reader < 2; reader++) {
                long seed = random.nextLong();
                readers.add(
                        threads.submit(
                                () -> {
                                    Random own = new Random(seed);
                                    int asked = 0;
                                    do {
                                        server.compare(own);
                                        asked++;
                                    } while (!done.get());
                                    return asked;
                                }));
            }
            for (int i = 0; i < 150; i++) {
                server.write(facts);
            }
            done.set(true);
            for (Future<Integer> reader : readers) {
                assertThat(reader.get()).isPositive();
            }
            server.compare(server.graph.view(), new Clocks(null, server.graph.position()));
        }
    }

    @Test
    void whatHoldsIsNotReadAgain() {
        RandomFacts facts = new RandomFacts(new Random(seed(getClass())));
        try (Server server = new Server(newDatabase(), 1 << 20)) {
            for (int i = 0; i < 30; i++) {
                server.write(facts);
            }
            GraphView view = server.graph.view();
            Clocks clocks = new Clocks(null, view.position());
            List<Integer> nodes = IntStream.rangeClosed(1, view.nodeCount()).boxed().toList();
            List<byte[]> first = server.fragments.nodes(VIEWER, view, nodes, clocks);
            List<byte[]> second = server.fragments.nodes(VIEWER, view, nodes, clocks);
            for (int i = 0; i < first.size(); i++) {
                assertThat(second.get(i)).isSameAs(first.get(i));
            }
            Asserter by = facts.asserter();
            server.committer.commit(
                    new Intent(Workspace.DEFAULT, by, "test"),
                    commit -> {
                        commit.add(RandomFacts.name(view.urn(nodes.get(3)), "new name", by));
                        return commit.position();
                    });
            List<byte[]> third =
                    server.fragments.nodes(
                            VIEWER,
                            server.graph.view(),
                            nodes,
                            new Clocks(null, server.graph.position()));
            assertThat(
                            IntStream.range(0, nodes.size())
                                    .filter(i -> third.get(i) != second.get(i))
                                    .boxed()
                                    .toList())
                    .containsExactly(3);
            assertThat(new String(third.get(3), StandardCharsets.UTF_8)).contains("new name");
        }
    }
}
