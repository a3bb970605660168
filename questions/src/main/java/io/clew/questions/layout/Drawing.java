package io.clew.questions.layout;

import io.clew.graph.GraphEdge;
import io.clew.model.Urn;
import io.clew.model.answer.LayoutAnswer;
import io.clew.model.answer.LayoutAnswer.Placed;
import io.clew.model.answer.LayoutAnswer.Point;
import io.clew.model.answer.LayoutAnswer.Route;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * Draws a page of lineage in layers: causes left, effects right; the same page always the same.
 *
 * <p>Boxes never overlap. An edge goes from the right to the left, but for those that close a cycle
 * and those of a node with itself; between its ends it runs beside the boxes, unless it is one of
 * very many long ones.
 */
final class Drawing {

    private static final double MARGIN = 24;
    private static final double BOX_WIDTH = 208;
    private static final double LAYER_GAP = 84;

    /** How far parallel edges lie apart where they meet a box. */
    private static final double PARALLEL_GAP = 6;

    private static final int PARALLEL_MAX = 6;

    private final List<Integer> nodes;
    private final IntFunction<Urn> names;
    private final List<GraphEdge> edges = new ArrayList<>();
    private final int[] froms;
    private final int[] tos;
    private final boolean[] turned;
    private final Lattice lattice;
    private final double[] middles;

    private Drawing(List<Integer> nodes, List<GraphEdge> all, IntFunction<Urn> names) {
        this.nodes = nodes;
        this.names = names;
        Map<Integer, Integer> places = new HashMap<>();
        for (int node : nodes) {
            places.put(node, places.size());
        }
        for (GraphEdge edge : all) {
            if (places.containsKey(edge.from()) && places.containsKey(edge.to())) {
                edges.add(edge);
            }
        }
        this.froms = edges.stream().mapToInt(edge -> places.get(edge.from())).toArray();
        this.tos = edges.stream().mapToInt(edge -> places.get(edge.to())).toArray();
        this.turned = Cycles.closing(nodes.size(), froms, tos);
        int[] between = between();
        int[] lows = new int[between.length];
        int[] highs = new int[between.length];
        for (int i = 0; i < between.length; i++) {
            lows[i] = low(between[i]);
            highs[i] = high(between[i]);
        }
        int[] layers = Layering.of(nodes.size(), new Links(nodes.size(), lows, highs));
        this.lattice = Lattice.of(layers, lows, highs);
        this.middles = Placement.of(lattice, Crossings.order(lattice));
    }

    /**
     * Draws a page.
     *
     * @param edges one with an end that is not on the page is left out
     * @param names the name of each node by its number
     */
    static LayoutAnswer of(List<Integer> nodes, List<GraphEdge> edges, IntFunction<Urn> names) {
        return new Drawing(nodes, edges, names).draw();
    }

    /** Returns the edges between two nodes: all but those of a node with itself. */
    private int[] between() {
        return java.util.stream.IntStream.range(0, edges.size())
                .filter(edge -> froms[edge] != tos[edge])
                .toArray();
    }

    private int low(int edge) {
        return turned[edge] ? froms[edge] : tos[edge];
    }

    private int high(int edge) {
        return turned[edge] ? tos[edge] : froms[edge];
    }

    private LayoutAnswer draw() {
        double right = 0;
        double bottom = 0;
        List<Placed> placed = new ArrayList<>();
        for (int node = 0; node < nodes.size(); node++) {
            Placed box =
                    new Placed(
                            names.apply(nodes.get(node)),
                            x(node),
                            y(node),
                            BOX_WIDTH,
                            Placement.BOX_HEIGHT,
                            lattice.layer(node));
            placed.add(box);
            right = Math.max(right, box.x() + BOX_WIDTH / 2 + MARGIN);
        }
        for (int vertex = 0; vertex < lattice.vertices(); vertex++) {
            double half = lattice.isBend(vertex) ? 0 : Placement.BOX_HEIGHT / 2;
            bottom = Math.max(bottom, y(vertex) + half + MARGIN);
        }
        return new LayoutAnswer(placed, routes(), right, bottom);
    }

    private List<Route> routes() {
        Map<Long, Integer> parallels = new HashMap<>();
        List<Route> routes = new ArrayList<>();
        for (int edge = 0; edge < edges.size(); edge++) {
            long pair =
                    (long) Math.min(froms[edge], tos[edge]) << 32
                            | Math.max(froms[edge], tos[edge]);
            int number = parallels.merge(pair, 1, Integer::sum) - 1;
            GraphEdge drawn = edges.get(edge);
            routes.add(
                    new Route(
                            names.apply(drawn.from()),
                            drawn.kind(),
                            names.apply(drawn.to()),
                            points(edge, aside(number))));
        }
        return routes;
    }

    /** Returns how far the next of several parallel edges lies aside: 0, 6, -6, 12, -12 … */
    private static double aside(int number) {
        int step = (number % PARALLEL_MAX + 1) / 2;
        return (number % 2 == 1 ? step : -step) * PARALLEL_GAP;
    }

    private List<Point> points(int edge, double aside) {
        if (froms[edge] == tos[edge]) {
            return loop(froms[edge], aside);
        }
        int low = low(edge);
        int high = high(edge);
        List<Point> points = new ArrayList<>();
        points.add(new Point(x(high) - BOX_WIDTH / 2, y(high) + aside));
        for (int bend : lattice.bends(low, high)) {
            points.add(new Point(x(bend) + BOX_WIDTH / 2, y(bend) + aside));
            points.add(new Point(x(bend) - BOX_WIDTH / 2, y(bend) + aside));
        }
        points.add(new Point(x(low) + BOX_WIDTH / 2, y(low) + aside));
        if (turned[edge]) {
            Collections.reverse(points);
        }
        return points;
    }

    private List<Point> loop(int node, double aside) {
        double right = x(node) + BOX_WIDTH / 2;
        double quarter = Placement.BOX_HEIGHT / 4;
        double out = right + LAYER_GAP / 6 + aside / 2;
        return List.of(
                new Point(right, y(node) + quarter),
                new Point(out, y(node) + quarter),
                new Point(out, y(node) - quarter),
                new Point(right, y(node) - quarter));
    }

    private double x(int vertex) {
        return MARGIN + BOX_WIDTH / 2 + lattice.layer(vertex) * (BOX_WIDTH + LAYER_GAP);
    }

    private double y(int vertex) {
        return MARGIN + middles[vertex];
    }
}
