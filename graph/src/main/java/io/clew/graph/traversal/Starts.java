package io.clew.graph.traversal;

import io.clew.graph.EdgeCursor;

/** Finds where a walk begins: at the asked node and, if it is a container, at its members too. */
final class Starts {

    /** The classes to begin at, the asked one first. */
    final IntList classes = new IntList();

    /** The edge by which each was found; -1 for the asked one. */
    final IntList edges = new IntList();

    /** Whether attempts among the members were left out. */
    boolean leftOut;

    /** The edge by which each was found, also those left out, by class; 0 for the asked one. */
    private final IntMap found = new IntMap();

    /** Finds the members of the asked class, and theirs; attempts are passed through. */
    static Starts of(Rules rules, boolean failed) {
        Starts starts = new Starts();
        IntList queue = new IntList();
        starts.found.put(rules.asked, 0);
        queue.add(rules.asked);
        starts.add(rules.asked, -1);
        EdgeCursor members = rules.view.cursor(rules.members);
        for (int i = 0; i < queue.size() && rules.meter.proceed(); i++) {
            for (int container : rules.classes.members(queue.get(i))) {
                members.in(container);
                while (members.next() && rules.meter.take()) {
                    int member = rules.classes.of(members.node());
                    if (!starts.found.putIfAbsent(member, members.edge() + 1)) {
                        continue;
                    }
                    rules.meter.reached(1);
                    queue.add(member);
                    if (!failed && rules.attempts.isAttempt(member)) {
                        starts.leftOut = true;
                    } else {
                        starts.add(member, members.edge());
                    }
                }
            }
        }
        return starts;
    }

    /** Returns the edge by which a class was found, shown or not; -1 for the asked one. */
    int edgeTo(int of) {
        return found.get(of) - 1;
    }

    private void add(int of, int edge) {
        classes.add(of);
        edges.add(edge);
    }
}
