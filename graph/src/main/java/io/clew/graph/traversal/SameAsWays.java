package io.clew.graph.traversal;

import io.clew.graph.EdgeCursor;
import io.clew.model.EdgeKind;
import io.clew.model.NodeKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Fills in the edges by which a way changes from one name of a thing to another: same-as, and from
 * a column to its twin over their datasets.
 */
final class SameAsWays {

    private final Rules rules;
    private final EdgeCursor chosen;
    private final Twins twins;

    SameAsWays(Rules rules) {
        this.rules = rules;
        this.chosen = rules.view.cursor(rules.standing.only(Set.of(EdgeKind.SAME_AS)));
        this.twins = new Twins(rules.view, rules.standing);
    }

    /**
     * Joins a way to its ends and its edges to one another.
     *
     * @param from the asked node; a way that begins at a member of it begins there
     */
    int[] join(int[] way, int from, int to) {
        IntList joined = new IntList();
        int at = from;
        for (int edge : way) {
            boolean isDown = isDown(edge, at);
            int next = isDown ? rules.view.to(edge) : rules.view.from(edge);
            if (rules.classes.of(next) == rules.classes.of(at)) {
                addAll(joined, between(at, next));
            }
            joined.add(edge);
            at = isDown ? rules.view.from(edge) : rules.view.to(edge);
        }
        addAll(joined, between(at, to));
        return joined.toArray();
    }

    /** Says whether a way goes from a dataset to its column by an edge that leads the other way. */
    private boolean isDown(int edge, int at) {
        return rules.view.edgeKind(edge) == EdgeKind.PART_OF
                && rules.view.kind(rules.view.from(edge)) == NodeKind.COLUMN
                && rules.classes.of(rules.view.to(edge)) == rules.classes.of(at);
    }

    private static void addAll(IntList list, int[] more) {
        for (int edge : more) {
            list.add(edge);
        }
    }

    /** Returns the fewest edges from one name of a thing to another, in order. */
    int[] between(int from, int to) {
        IntMap cameFrom = new IntMap();
        Map<Integer, int[]> cameBy = new HashMap<>();
        IntList queue = new IntList();
        cameFrom.put(from, from);
        queue.add(from);
        for (int i = 0; i < queue.size() && !cameFrom.has(to); i++) {
            int at = queue.get(i);
            names(at, cameFrom, cameBy, queue);
            List<int[]> columns = new ArrayList<>();
            twins.each(at, (twin, out, in) -> columns.add(new int[] {twin, out, in}));
            for (int[] each : columns) {
                if (cameFrom.putIfAbsent(each[0], at)) {
                    queue.add(each[0]);
                    cameBy.put(each[0], overDatasets(each[1], each[2]));
                }
            }
        }
        IntList joined = new IntList();
        List<int[]> backwards = new ArrayList<>();
        for (int node = to; node != from; node = cameFrom.get(node)) {
            backwards.add(Objects.requireNonNull(cameBy.get(node)));
        }
        backwards.reversed().forEach(edges -> addAll(joined, edges));
        return joined.toArray();
    }

    private void names(int at, IntMap cameFrom, Map<Integer, int[]> cameBy, IntList queue) {
        rules.view.otherNames(
                at,
                chosen,
                (edge, other) -> {
                    if (cameFrom.putIfAbsent(other, at)) {
                        queue.add(other);
                        cameBy.put(other, new int[] {edge});
                    }
                });
    }

    private int[] overDatasets(int out, int in) {
        IntList edges = new IntList();
        edges.add(out);
        IntMap cameFrom = new IntMap();
        Map<Integer, int[]> cameBy = new HashMap<>();
        IntList queue = new IntList();
        int to = rules.view.to(in);
        int from = rules.view.to(out);
        cameFrom.put(to, to);
        queue.add(to);
        for (int i = 0; i < queue.size() && !cameFrom.has(from); i++) {
            names(queue.get(i), cameFrom, cameBy, queue);
        }
        for (int node = from; node != to; node = cameFrom.get(node)) {
            addAll(edges, Objects.requireNonNull(cameBy.get(node)));
        }
        edges.add(in);
        return edges.toArray();
    }
}
