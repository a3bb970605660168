package io.clew.graph.traversal;

import io.clew.graph.EdgeCursor;
import io.clew.model.EdgeKind;
import java.util.Set;

/** Fills in the same-as edges by which a way changes from one name of a thing to another. */
final class SameAsWays {

    private final Rules rules;
    private final EdgeCursor chosen;

    SameAsWays(Rules rules) {
        this.rules = rules;
        this.chosen = rules.view.cursor(rules.standing.only(Set.of(EdgeKind.SAME_AS)));
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
            int next = rules.view.from(edge);
            if (rules.classes.of(next) == rules.classes.of(at)) {
                addAll(joined, between(at, next));
            }
            joined.add(edge);
            at = rules.view.to(edge);
        }
        addAll(joined, between(at, to));
        return joined.toArray();
    }

    private static void addAll(IntList list, int[] more) {
        for (int edge : more) {
            list.add(edge);
        }
    }

    /** Returns the fewest same-as edges from one name of a thing to another, in order. */
    int[] between(int from, int to) {
        IntMap cameBy = new IntMap();
        IntList queue = new IntList();
        cameBy.put(from, 0);
        queue.add(from);
        for (int i = 0; i < queue.size() && !cameBy.has(to); i++) {
            rules.view.otherNames(
                    queue.get(i),
                    chosen,
                    (edge, other) -> {
                        if (cameBy.putIfAbsent(other, edge)) {
                            queue.add(other);
                        }
                    });
        }
        IntList backwards = new IntList();
        for (int node = to; node != from; ) {
            int edge = cameBy.get(node);
            backwards.add(edge);
            node = rules.view.from(edge) == node ? rules.view.to(edge) : rules.view.from(edge);
        }
        int[] forwards = new int[backwards.size()];
        for (int i = 0; i < forwards.length; i++) {
            forwards[i] = backwards.get(forwards.length - 1 - i);
        }
        return forwards;
    }
}
