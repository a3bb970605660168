package io.clew.graph.traversal;

import io.clew.graph.GraphView;

/** Keeps by which steps things were reached, each after the one before it. */
final class Hops {

    /** Where a way begins. */
    static final int NONE = -1;

    private final IntList before = new IntList();
    private final IntList edges = new IntList();
    private final IntList far = new IntList();

    /**
     * Adds a step.
     *
     * @param to the end of the edge that the step leads to
     */
    int add(int after, int edge, int to) {
        before.add(after);
        edges.add(edge);
        far.add(to);
        return before.size() - 1;
    }

    /** Adds the steps to a hop, backwards: of each the node it leads to, then where it begins. */
    void back(GraphView view, int hop, IntList steps, int most) {
        int at = hop;
        for (int i = 0; i < most && at != NONE; i++) {
            int edge = edges.get(at);
            int to = far.get(at);
            steps.add(to);
            steps.add(view.to(edge) == to ? view.from(edge) : view.to(edge));
            at = before.get(at);
        }
    }
}
