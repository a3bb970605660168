package io.clew.questions.layout;

import static org.assertj.core.api.Assertions.assertThat;

import io.clew.graph.GraphEdge;
import io.clew.model.EdgeKind;
import io.clew.model.NodeKind;
import io.clew.model.Urn;
import io.clew.model.answer.LayoutAnswer;
import io.clew.model.answer.LayoutAnswer.Placed;
import io.clew.model.answer.LayoutAnswer.Point;
import io.clew.model.answer.LayoutAnswer.Route;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DrawingTests {

    @Test
    void drawsAChainFromRightToLeft() {
        LayoutAnswer drawing = drawing(page(3, List.of(edge(0, 1), edge(1, 2))));

        assertThat(drawing.placed()).extracting(Placed::layer).containsExactly(2, 1, 0);
        assertThat(drawing.placed()).extracting(Placed::y).containsOnly(46.0);
        Route route = drawing.routes().getFirst();
        assertThat(route.points()).hasSize(2);
        assertThat(route.points().getFirst().x())
                .isEqualTo(drawing.placed().get(0).x() - drawing.placed().get(0).width() / 2);
        assertThat(route.points().getLast().x())
                .isEqualTo(drawing.placed().get(1).x() + drawing.placed().get(1).width() / 2);
        assertThat(drawing.width()).isEqualTo(drawing.placed().get(0).x() + 104 + 24);
        assertThat(drawing.height()).isEqualTo(92);
    }

    @Test
    void putsACauseNextToItsEffect() {
        // a run (1) late in a chain has a code (3) of its own
        LayoutAnswer drawing =
                drawing(page(5, List.of(edge(0, 1), edge(1, 2), edge(2, 4), edge(1, 3))));

        assertThat(drawing.placed().get(3).layer()).isEqualTo(drawing.placed().get(1).layer() - 1);
    }

    @Test
    void drawsAShortBranchNextToWhereItIsUsed() {
        // the last of a chain (0 to 3) also used a version (4) of a dataset (5)
        LayoutAnswer drawing =
                drawing(
                        page(
                                6,
                                List.of(
                                        edge(0, 1),
                                        edge(1, 2),
                                        edge(2, 3),
                                        edge(0, 4),
                                        edge(4, 5))));

        assertThat(drawing.placed()).extracting(Placed::layer).containsExactly(3, 2, 1, 0, 2, 1);
    }

    @Test
    void untanglesTwoChains() {
        LayoutAnswer drawing =
                drawing(page(6, List.of(edge(0, 3), edge(1, 2), edge(3, 4), edge(2, 5))));

        assertThat(crossings(drawing)).isZero();
    }

    @Test
    void keepsACycleAndASelfEdge() {
        LayoutAnswer drawing =
                drawing(page(3, List.of(edge(0, 1), edge(1, 2), edge(2, 0), edge(1, 1))));

        assertThat(drawing.placed()).extracting(Placed::layer).containsExactly(2, 1, 0);
        assertThat(drawing.routes()).hasSize(4);
        Route closing = drawing.routes().get(2);
        assertThat(closing.points().getFirst().x())
                .as("it leaves the effect, which lies left")
                .isLessThan(closing.points().getLast().x());
        assertThat(drawing.routes().get(3).points()).hasSizeGreaterThanOrEqualTo(2);
    }

    @Test
    void drawsParallelEdgesAside() {
        LayoutAnswer drawing =
                drawing(
                        page(
                                2,
                                List.of(
                                        edge(0, 1),
                                        edge(0, EdgeKind.DERIVED_FROM, 1),
                                        edge(0, EdgeKind.INFORMED_BY, 1))));

        assertThat(drawing.routes()).extracting(Route::points).doesNotHaveDuplicates();
    }

    @Test
    void drawsNothingForNoNodes() {
        LayoutAnswer drawing = drawing(page(0, List.of()));

        assertThat(drawing.placed()).isEmpty();
        assertThat(drawing.width()).isZero();
        assertThat(drawing.height()).isZero();
    }

    @Test
    void leavesOutEdgesThatLeaveThePage() {
        LayoutAnswer drawing = drawing(page(2, List.of(edge(0, 1), edge(0, 7))));

        assertThat(drawing.routes()).hasSize(1);
    }

    @Test
    void drawsAnyGraphInOrder() {
        System.out.println("DrawingTests: seeds 1 to 300");
        for (long seed = 1; seed <= 300; seed++) {
            Random random = new Random(seed);
            int nodes = 1 + random.nextInt(60);
            boolean acyclic = random.nextBoolean();
            List<GraphEdge> edges = new ArrayList<>();
            for (int i = random.nextInt(3 * nodes); i > 0; i--) {
                int a = random.nextInt(nodes);
                int b = random.nextInt(nodes);
                edges.add(acyclic ? edge(Math.min(a, b), Math.max(a, b)) : edge(a, b));
            }
            Page page = page(nodes, edges.stream().distinct().toList());
            LayoutAnswer drawing = drawing(page);

            String what = "seed " + seed;
            assertThat(drawing).as(what).isEqualTo(drawing(page));
            assertThat(drawing.placed()).as(what).hasSize(nodes);
            assertThat(drawing.routes()).as(what).hasSize(page.edges().size());
            assertThatBoxesStandApart(what, drawing);
            assertThatLinesRunBesideBoxes(what, drawing);
            assertThatEdgesGoOneWay(what, drawing, acyclic);
            assertThatAllIsWithin(what, drawing);
        }
    }

    @Test
    void drawsTwoThousandNodesWithinASecond() {
        Page page = big(2000, 42);
        drawing(page);
        long before = cpuNanos();
        LayoutAnswer drawing = drawing(page);
        Duration took = Duration.ofNanos(cpuNanos() - before);

        System.out.println("DrawingTests: 2000 nodes in " + took.toMillis() + " ms of CPU");
        assertThat(took).isLessThan(Duration.ofSeconds(1));
        assertThatBoxesStandApart("2000 nodes", drawing);
    }

    @Test
    void drawsTheLargestPageWithManyLongEdges() {
        // one chain, and every node used the last one too
        List<GraphEdge> edges = new ArrayList<>();
        for (int node = 0; node + 1 < 10_000; node++) {
            edges.add(edge(node, node + 1));
            edges.add(edge(node, 9_999));
            edges.add(edge(0, node + 1));
        }
        LayoutAnswer drawing = drawing(page(10_000, edges.stream().distinct().toList()));

        assertThat(drawing.placed().getFirst().layer()).isEqualTo(9_999);
        assertThatBoxesStandApart("10000 nodes", drawing);
    }

    /** CPU time of this thread: on a busy machine wall time says little. */
    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static Page big(int nodes, long seed) {
        Random random = new Random(seed);
        List<GraphEdge> edges = new ArrayList<>();
        for (int node = 0; node + 1 < nodes; node++) {
            for (int i = 0; i < 2; i++) {
                int far = random.nextInt(10) == 0 ? nodes : 40;
                edges.add(edge(node, Math.min(nodes - 1, node + 1 + random.nextInt(far))));
            }
        }
        return page(nodes, edges.stream().distinct().toList());
    }

    private static void assertThatBoxesStandApart(String what, LayoutAnswer drawing) {
        Map<Integer, List<Placed>> layers =
                drawing.placed().stream().collect(Collectors.groupingBy(Placed::layer));
        double right = 0;
        for (int layer = 0; layer < layers.size(); layer++) {
            List<Placed> boxes = new ArrayList<>(layers.get(layer));
            boxes.sort(Comparator.comparing(Placed::y));
            assertThat(boxes).as(what).extracting(Placed::x).containsOnly(boxes.getFirst().x());
            assertThat(boxes.getFirst().x() - boxes.getFirst().width() / 2)
                    .as(what)
                    .isGreaterThan(right);
            right = boxes.getFirst().x() + boxes.getFirst().width() / 2;
            for (int i = 1; i < boxes.size(); i++) {
                assertThat(boxes.get(i).y() - boxes.get(i - 1).y())
                        .as(what)
                        .isGreaterThan(boxes.get(i).height() + 15);
            }
        }
    }

    /** Within a layer lines are level, and meet no box but those at their ends. */
    private static void assertThatLinesRunBesideBoxes(String what, LayoutAnswer drawing) {
        for (Route route : drawing.routes()) {
            for (int i = 1; i < route.points().size(); i++) {
                Point a = route.points().get(i - 1);
                Point b = route.points().get(i);
                for (Placed box : drawing.placed()) {
                    boolean through =
                            Math.min(a.x(), b.x()) < box.x() && Math.max(a.x(), b.x()) > box.x();
                    if (through) {
                        assertThat(a.y()).as(what).isEqualTo(b.y());
                        assertThat(Math.abs(a.y() - box.y()))
                                .as(what)
                                .isGreaterThan(box.height() / 2);
                    }
                }
            }
        }
    }

    private static void assertThatEdgesGoOneWay(
            String what, LayoutAnswer drawing, boolean acyclic) {
        Map<Urn, Integer> layers = new HashMap<>();
        drawing.placed().forEach(box -> layers.put(box.urn(), box.layer()));
        for (Route route : drawing.routes()) {
            int effect = layers.get(route.from());
            int cause = layers.get(route.to());
            double begin = route.points().getFirst().x();
            double end = route.points().getLast().x();
            if (route.from().equals(route.to())) {
                assertThat(begin).as(what).isEqualTo(end);
            } else if (effect > cause) {
                assertThat(begin).as(what).isGreaterThan(end);
            } else {
                assertThat(acyclic).as(what + ": only a cycle goes back").isFalse();
                assertThat(effect).as(what).isLessThan(cause);
                assertThat(begin).as(what).isLessThan(end);
            }
        }
    }

    private static void assertThatAllIsWithin(String what, LayoutAnswer drawing) {
        for (Route route : drawing.routes()) {
            for (Point point : route.points()) {
                assertThat(point.x()).as(what).isBetween(0.0, drawing.width());
                assertThat(point.y()).as(what).isBetween(0.0, drawing.height());
            }
        }
        for (Placed box : drawing.placed()) {
            assertThat(box.x() + box.width() / 2).as(what).isLessThan(drawing.width());
            assertThat(box.y() - box.height() / 2).as(what).isPositive();
            assertThat(box.y() + box.height() / 2).as(what).isLessThan(drawing.height());
        }
    }

    private static long crossings(LayoutAnswer drawing) {
        long crossings = 0;
        for (Route one : drawing.routes()) {
            for (Route other : drawing.routes()) {
                Point a = one.points().getFirst();
                Point b = one.points().getLast();
                Point c = other.points().getFirst();
                Point d = other.points().getLast();
                if (a.x() == c.x() && b.x() == d.x() && a.y() < c.y() && b.y() > d.y()) {
                    crossings++;
                }
            }
        }
        return crossings;
    }

    /** The nodes from 0 on, and edges. */
    private record Page(int nodes, List<GraphEdge> edges) {}

    private static LayoutAnswer drawing(Page page) {
        return Drawing.of(
                IntStream.range(0, page.nodes()).boxed().toList(), page.edges(), DrawingTests::urn);
    }

    private static Page page(int nodes, List<GraphEdge> edges) {
        return new Page(nodes, edges);
    }

    private static GraphEdge edge(int from, int to) {
        return edge(from, EdgeKind.USED, to);
    }

    private static GraphEdge edge(int from, EdgeKind kind, int to) {
        return new GraphEdge(from, kind, to);
    }

    private static Urn urn(int number) {
        return Urn.of(NodeKind.RUN, "t", Integer.toString(number));
    }
}
