package io.clew.questions.lineage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.clew.commit.Committer;
import io.clew.commit.Intent;
import io.clew.commit.LogReader;
import io.clew.graph.EdgeFilter;
import io.clew.graph.GraphEdge;
import io.clew.graph.GraphIndex;
import io.clew.graph.traversal.Budget;
import io.clew.graph.traversal.Traversal;
import io.clew.graph.traversal.TraversalQuestion;
import io.clew.model.Asserter;
import io.clew.model.Assertion;
import io.clew.model.Attributes;
import io.clew.model.ClewException;
import io.clew.model.Clocks;
import io.clew.model.Direction;
import io.clew.model.EdgeKind;
import io.clew.model.EventTime;
import io.clew.model.Fact;
import io.clew.model.Level;
import io.clew.model.NodeKind;
import io.clew.model.Urn;
import io.clew.model.Viewer;
import io.clew.model.Workspace;
import io.clew.model.answer.Edge;
import io.clew.model.answer.ImpactAnswer;
import io.clew.model.answer.LineageAnswer;
import io.clew.model.answer.Node;
import io.clew.model.log.LogEntry;
import io.clew.questions.details.StoreDetails;
import io.clew.questions.impact.ImpactQuestion;
import io.clew.questions.impact.Impacts;
import io.clew.questions.paging.PageCursor;
import io.clew.store.Migration;
import io.clew.store.Store;
import io.clew.store.testing.TestDatabase;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pages through answers on a real store while a writer goes on. */
class LineagePagesTests {

    private static final Viewer VIEWER = Viewer.ofAll(Workspace.DEFAULT);
    private static final List<Asserter> ASSERTERS =
            List.of(Asserter.claimed("mlflow", "ann"), Asserter.claimed("openlineage", "bob"));
    private static final Urn MODEL = urn(NodeKind.LOGGED_MODEL, "m");

    @TempDir Path folder;
    private Store store;
    private GraphIndex index;
    private Committer committer;
    private Lineage lineage;
    private Impacts impacts;

    @BeforeEach
    void open() {
        store = TestDatabase.sqlite(folder).open(Migration.core());
        index = new GraphIndex();
        committer = new Committer(store, InstantSource.system(), List.of(index::apply));
        lineage = new Lineage(index, new StoreDetails(store));
        impacts = new Impacts(index, new StoreDetails(store));
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void allPagesTogetherAreTheWholeAnswerWhileWritesGoOn() throws Exception {
        long seed = Long.getLong("clew.seed", System.nanoTime());
        System.out.println("LineagePagesTests: seed " + seed);
        Random random = new Random(seed);
        write(random, 150);
        Random others = new Random(seed + 1);
        AtomicBoolean done = new AtomicBoolean();
        // One write for each page: an unbounded writer would grow the answers it slows down.
        Semaphore turns = new Semaphore(0);
        Thread writer =
                Thread.ofPlatform()
                        .start(
                                () -> {
                                    turns.acquireUninterruptibly();
                                    while (!done.get()) {
                                        write(others, 1);
                                        turns.acquireUninterruptibly();
                                    }
                                });
        try {
            for (int i = 0; i < 40; i++) {
                compare(random, turns);
            }
        } finally {
            done.set(true);
            turns.release();
            writer.join();
        }
    }

    private void compare(Random random, Semaphore turns) {
        Clocks clocks =
                new Clocks(
                        random.nextBoolean() ? null : Instant.ofEpochSecond(random.nextInt(20)),
                        index.position());
        LineageQuestion whole =
                new LineageQuestion(
                        urn(NodeKind.RUN, Integer.toString(random.nextInt(6))),
                        Direction.values()[random.nextInt(3)],
                        LineageQuestion.ALL,
                        EnumSet.allOf(NodeKind.class),
                        EnumSet.allOf(EdgeKind.class),
                        Level.NODE,
                        EnumSet.allOf(Assertion.class),
                        clocks,
                        random.nextBoolean(),
                        LineageQuestion.LIMIT_MAX,
                        null);
        LineageAnswer expected = lineage.ask(VIEWER, whole);
        assertThat(expected.next()).isNull();
        assertThat(expected.nodes().getFirst().urn()).isEqualTo(whole.of());

        int limit = 1 + random.nextInt(7);
        List<Node> nodes = new ArrayList<>();
        List<Edge> edges = new ArrayList<>();
        String cursor = null;
        do {
            turns.release();
            LineageAnswer page = lineage.ask(VIEWER, page(whole, limit, cursor));
            assertThat(page.verdict()).isEqualTo(expected.verdict());
            assertThat(page.nodes()).hasSizeBetween(1, limit);
            nodes.addAll(page.nodes());
            edges.addAll(page.edges());
            cursor = page.next();
        } while (cursor != null);
        assertThat(nodes).isEqualTo(expected.nodes());
        assertThat(edges).doesNotHaveDuplicates();
        assertThat(new HashSet<>(edges)).isEqualTo(new HashSet<>(expected.edges()));
        for (Edge edge : edges) {
            assertThat(edge.assertions()).isNotEmpty();
        }
    }

    @Test
    void aPageWaitsForAServerThatIsSomewhatBehindTheOneThatGaveTheOneBefore() throws Exception {
        say(MODEL, EdgeKind.GENERATED_BY, urn(NodeKind.RUN, "r"));
        say(urn(NodeKind.RUN, "r"), EdgeKind.USED, urn(NodeKind.DATASET, "d"));
        List<LogEntry> log = store.read(db -> LogReader.entries(db, 0, 10));
        GraphIndex behind = new GraphIndex();
        behind.apply(log.getFirst());
        Lineage other = new Lineage(behind, new StoreDetails(store));
        LineageQuestion question = page(LineageQuestion.upstreamOf(MODEL), 1, null);
        LineageQuestion second = page(question, 2, lineage.ask(VIEWER, question).next());
        FutureTask<LineageAnswer> asked = new FutureTask<>(() -> other.ask(VIEWER, second));
        Thread asking = Thread.ofPlatform().start(asked);
        while (asking.isAlive() && asking.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        behind.apply(log.getLast());

        assertThat(asked.get()).isEqualTo(lineage.ask(VIEWER, second));
        assertThat(asked.get().nodes()).hasSize(2);
    }

    @Test
    void aPageThatWouldHaveTooManyEdgesIsContinued() {
        Random random = new Random(11);
        write(random, 150);
        for (int name = 0; name < 6; name++) {
            Traversal walk =
                    Traversal.of(
                            index.view(),
                            new TraversalQuestion(
                                    index.view()
                                            .find(
                                                    1,
                                                    urn(NodeKind.RUN, Integer.toString(name)),
                                                    Clocks.NOW)
                                            .orElseThrow(),
                                    Direction.BOTH,
                                    LineageQuestion.ALL,
                                    EnumSet.allOf(NodeKind.class),
                                    EdgeFilter.at(Clocks.NOW),
                                    Level.NODE,
                                    true,
                                    Budget.DEFAULT,
                                    null));
            for (int edgesMax = 1; edgesMax < 5; edgesMax++) {
                List<Integer> nodes = new ArrayList<>();
                List<GraphEdge> edges = new ArrayList<>();
                PageCursor next = new PageCursor(index.position(), 0, null);
                while (next != null) {
                    LineageSlice page =
                            LineageSlice.of(walk, next, 1 + random.nextInt(5), edgesMax);
                    assertThat(page.edges()).hasSizeLessThanOrEqualTo(edgesMax);
                    nodes.addAll(page.nodes());
                    for (GraphEdge edge : page.edges()) {
                        assertThat(nodes).contains(edge.from(), edge.to());
                    }
                    edges.addAll(page.edges());
                    next = page.next();
                }
                assertThat(nodes)
                        .isEqualTo(Arrays.stream(walk.nodes(0, walk.size())).boxed().toList());
                assertThat(edges).isEqualTo(walk.edges(0, walk.size()));
            }
        }
    }

    @Test
    void theFirstPageFixesThePrefixOfTheLog() {
        for (int i = 0; i < 5; i++) {
            say(MODEL, EdgeKind.DERIVED_FROM, urn(NodeKind.ARTIFACT, "a" + i));
        }
        LineageQuestion question = page(LineageQuestion.upstreamOf(MODEL), 3, null);
        LineageAnswer first = lineage.ask(VIEWER, question);
        say(MODEL, EdgeKind.DERIVED_FROM, urn(NodeKind.ARTIFACT, "a00"));
        LineageAnswer second = lineage.ask(VIEWER, page(question, 3, first.next()));
        LineageAnswer anew = lineage.ask(VIEWER, page(question, 100, null));

        assertThat(first.nodes())
                .extracting(node -> node.urn().last())
                .containsExactly("m", "a0", "a1");
        assertThat(second.nodes())
                .extracting(node -> node.urn().last())
                .containsExactly("a2", "a3", "a4");
        assertThat(second.next()).isNull();
        assertThat(anew.nodes()).extracting(node -> node.urn().last()).contains("a00");
    }

    @Test
    void aCursorRefusesAnotherQuestion() {
        for (int i = 0; i < 5; i++) {
            say(MODEL, EdgeKind.DERIVED_FROM, urn(NodeKind.ARTIFACT, "a" + i));
        }
        LineageQuestion question = page(LineageQuestion.upstreamOf(MODEL), 2, null);
        String cursor = lineage.ask(VIEWER, question).next();
        LineageQuestion deeper =
                new LineageQuestion(
                        question.of(),
                        question.direction(),
                        3,
                        question.kinds(),
                        question.edges(),
                        Level.NODE,
                        question.assertions(),
                        question.clocks(),
                        question.failed(),
                        2,
                        cursor);

        assertThatThrownBy(() -> lineage.ask(VIEWER, deeper))
                .isInstanceOf(ClewException.class)
                .hasMessageContaining("cursor");
        assertThatThrownBy(() -> lineage.ask(VIEWER, page(question, 2, "nonsense")))
                .isInstanceOf(ClewException.class)
                .hasMessageContaining("cursor");
        assertThatThrownBy(
                        () ->
                                impacts.ask(
                                        VIEWER,
                                        new ImpactQuestion(MODEL, Clocks.NOW, false, 2, cursor)))
                .isInstanceOf(ClewException.class)
                .hasMessageContaining("cursor");
        assertThat(lineage.ask(VIEWER, page(question, 4, cursor)).nodes()).hasSize(4);
    }

    @Test
    void anUnknownNodeAndWorkspaceAreNotFound() {
        assertThatThrownBy(() -> lineage.ask(VIEWER, LineageQuestion.upstreamOf(MODEL)))
                .isInstanceOf(ClewException.class)
                .hasMessageContaining(MODEL.toString());
        assertThatThrownBy(
                        () ->
                                lineage.ask(
                                        Viewer.ofAll(new Workspace("nowhere")),
                                        LineageQuestion.upstreamOf(MODEL)))
                .isInstanceOf(ClewException.class)
                .hasMessageContaining("nowhere");
    }

    @Test
    void impactSaysWhoOwnsItAndWhetherItIsInUse() {
        Urn version = urn(NodeKind.MODEL_VERSION, "fraud");
        Urn deployed = urn(NodeKind.MODEL_VERSION, "other");
        Urn deployment = urn(NodeKind.DEPLOYMENT, "prod");
        say(version, EdgeKind.DERIVED_FROM, MODEL);
        say(deployed, EdgeKind.DERIVED_FROM, version);
        say(deployment, EdgeKind.DEPLOYS, deployed);
        attribute(version, Attributes.ALIAS + "production", true);
        attribute(version, Attributes.OWNER, "ann");
        attribute(deployed, Attributes.STAGE, "Archived");
        ImpactAnswer answer =
                impacts.ask(VIEWER, new ImpactQuestion(MODEL, Clocks.NOW, false, 100, null));

        assertThat(answer.affected())
                .extracting(
                        a -> a.urn(),
                        a -> a.distance(),
                        a -> a.owner(),
                        a -> a.deployed(),
                        a -> a.aliases(),
                        a -> a.stage())
                .containsExactly(
                        tuple(version, 1, "ann", false, List.of("production"), null),
                        tuple(deployed, 2, null, true, List.of(), "Archived"),
                        tuple(deployment, 3, null, true, List.of(), null));
        assertThat(answer.affected().getLast().via()).containsExactly(version, deployed);
        assertThat(answer.counts())
                .isEqualTo(Map.of(NodeKind.MODEL_VERSION, 2, NodeKind.DEPLOYMENT, 1));
        assertThat(answer.next()).isNull();
    }

    @Test
    void impactNamesTheOwnerOfWhatAVersionOrRunIsOf() {
        Urn version = urn(NodeKind.MODEL_VERSION, "fraud");
        Urn model = urn(NodeKind.MODEL, "fraud");
        Urn run = urn(NodeKind.RUN, "scoring");
        Urn job = urn(NodeKind.JOB, "scoring");
        say(version, EdgeKind.DERIVED_FROM, MODEL);
        say(version, EdgeKind.VERSION_OF, model);
        say(run, EdgeKind.USED, version);
        say(run, EdgeKind.PART_OF, job);
        say(run, EdgeKind.PART_OF, urn(NodeKind.RUN, "parent"));
        attribute(model, Attributes.OWNER, "ann");
        attribute(job, Attributes.OWNER, "ben");
        ImpactAnswer first =
                impacts.ask(VIEWER, new ImpactQuestion(MODEL, Clocks.NOW, false, 1, null));
        assertThat(first.affected())
                .as("also where the container is on another page")
                .extracting(a -> a.owner())
                .containsExactly("ann");
        ImpactAnswer answer =
                impacts.ask(VIEWER, new ImpactQuestion(MODEL, Clocks.NOW, false, 100, null));
        assertThat(answer.affected())
                .filteredOn(a -> a.urn().equals(version) || a.urn().equals(run))
                .extracting(a -> a.owner())
                .containsExactly("ann", "ben");
    }

    @Test
    void theLogReadBackMakesTheSameIndex() {
        Random random = new Random(7);
        write(random, 200);
        GraphIndex replayed = new GraphIndex();
        replayed.applyAll(store.read(db -> LogReader.entries(db, 0, 1000)));
        Lineage again = new Lineage(replayed, new StoreDetails(store));
        LineageQuestion question = LineageQuestion.upstreamOf(urn(NodeKind.RUN, "1"));

        assertThat(replayed.position()).isEqualTo(index.position());
        assertThat(again.ask(VIEWER, question)).isEqualTo(lineage.ask(VIEWER, question));
    }

    private void write(Random random, int entries) {
        for (int i = 0; i < entries; i++) {
            List<Fact> facts = new ArrayList<>();
            for (int f = 0; f <= random.nextInt(4); f++) {
                facts.add(fact(random));
            }
            commit(facts);
        }
    }

    private void commit(List<Fact> facts) {
        committer.commit(
                new Intent(Workspace.DEFAULT, ASSERTERS.getFirst(), "test"),
                commit -> {
                    facts.forEach(commit::add);
                    return null;
                });
    }

    private static Fact fact(Random random) {
        Urn from = any(random);
        Urn to = any(random);
        EdgeKind kind = EdgeKind.values()[random.nextInt(EdgeKind.values().length)];
        EventTime at = EventTime.reported(random.nextInt(20) * 1000L);
        Asserter by = ASSERTERS.get(random.nextInt(ASSERTERS.size()));
        return switch (random.nextInt(6)) {
            case 0 ->
                    new Fact.AttributeFact(
                            from,
                            Attributes.STATUS,
                            random.nextBoolean() ? "failed" : "complete",
                            Assertion.DECLARED,
                            at,
                            by,
                            null);
            case 1 ->
                    new Fact.EdgeRetraction(
                            from, kind, to, at, by, random.nextBoolean() ? at.at() : null, "wrong");
            default ->
                    new Fact.EdgeFact(
                            from, kind, to, Assertion.DECLARED, at, by, Map.of("n", 1L), null);
        };
    }

    private static Urn any(Random random) {
        NodeKind kind =
                List.of(NodeKind.RUN, NodeKind.LOGGED_MODEL, NodeKind.DATASET)
                        .get(random.nextInt(3));
        return urn(kind, Integer.toString(random.nextInt(6)));
    }

    private void say(Urn from, EdgeKind kind, Urn to) {
        commit(
                List.of(
                        new Fact.EdgeFact(
                                from,
                                kind,
                                to,
                                Assertion.DECLARED,
                                EventTime.reported(1000),
                                ASSERTERS.getFirst(),
                                Map.of(),
                                null)));
    }

    private void attribute(Urn node, String key, Object value) {
        commit(
                List.of(
                        new Fact.AttributeFact(
                                node,
                                key,
                                value,
                                Assertion.DECLARED,
                                EventTime.reported(1000),
                                ASSERTERS.getFirst(),
                                null)));
    }

    private static LineageQuestion page(
            LineageQuestion question, int limit, @Nullable String cursor) {
        return new LineageQuestion(
                question.of(),
                question.direction(),
                question.depth(),
                question.kinds(),
                question.edges(),
                Level.NODE,
                question.assertions(),
                question.clocks(),
                question.failed(),
                limit,
                cursor);
    }

    private static Urn urn(NodeKind kind, String name) {
        return Urn.of(kind, "t", name);
    }
}
