package io.clew.questions.layout;

import io.clew.model.answer.Edge;
import io.clew.model.answer.LayoutAnswer;
import io.clew.model.answer.LayoutAnswer.Placed;
import io.clew.model.answer.LayoutAnswer.Point;
import io.clew.model.answer.LayoutAnswer.Route;
import io.clew.model.answer.LineageAnswer;
import io.clew.model.answer.Node;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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

    private final LineageAnswer lineage;
    private final List<Edge> edges = new ArrayList<>();
    private final int[] froms;
    private final int[] tos;
    private final boolean[] turned;
    private final Lattice lattice;
    private final double[] middles;

    private Drawing(LineageAnswer lineage) {
        this.lineage = lineage;
        Map<String, Integer> numbers = new HashMap<>();
        for (Node node : lineage.nodes()) {
            numbers.put(node.urn().toString(), numbers.size());
        }
        for (Edge edge : lineage.edges()) {
            if (numbers.containsKey(edge.from().toString())
                    && numbers.containsKey(edge.to().toString())) {
                edges.add(edge);
            }
        }
        this.froms = edges.stream().mapToInt(e -> numbers.get(e.from().toString())).toArray();
        this.tos = edges.stream().mapToInt(e -> numbers.get(e.to().toString())).toArray();
        int nodes = lineage.nodes().size();
        this.turned = Cycles.closing(nodes, froms, tos);
        int[] between = between();
        int[] lows = new int[between.length];
        int[] highs = new int[between.length];
        for (int i = 0; i < between.length; i++) {
            lows[i] = low(between[i]);
            highs[i] = high(between[i]);
        }
        int[] layers = Layering.of(nodes, new Links(nodes, lows, highs));
        this.lattice = Lattice.of(layers, lows, highs);
        this.middles = Placement.of(lattice, Crossings.order(lattice));
    }

    /** Draws a page. */
    static LayoutAnswer of(LineageAnswer lineage) {
        return new Drawing(lineage).draw();
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
        for (int node = 0; node < lineage.nodes().size(); node++) {
            Placed box =
                    new Placed(
                            lineage.nodes().get(node).urn(),
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
        return new LayoutAnswer(lineage, placed, routes(), right, bottom);
    }

    private List<Route> routes() {
        Map<Long, Integer> parallels = new HashMap<>();
        List<Route> routes = new ArrayList<>();
        for (int edge = 0; edge < edges.size(); edge++) {
            long pair =
                    (long) Math.min(froms[edge], tos[edge]) << 32
                            | Math.max(froms[edge], tos[edge]);
            int number = parallels.merge(pair, 1, Integer::sum) - 1;
            Edge drawn = edges.get(edge);
            routes.add(
                    new Route(drawn.from(), drawn.kind(), drawn.to(), points(edge, aside(number))));
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
