package io.clew.graph.traversal;

import io.clew.graph.ColumnEdges;
import io.clew.graph.GraphView;

/** Holds what stands on a column by what is told of columns alone, with the containers of that. */
final class Certain {

    private final Rules rules;
    private final ColumnReach reach;
    private final Layers layers;

    private Certain(Rules rules, ColumnReach reach, Layers layers) {
        this.rules = rules;
        this.reach = reach;
        this.layers = layers;
    }

    /** Walks; where a budget ends that, less is certain. */
    static Certain of(GraphView view, TraversalQuestion question, Meter meter) {
        Rules rules = new Rules(view, question, meter, ColumnEdges.WITH);
        Starts starts = Starts.of(rules, question.failed());
        ColumnReach reach = ColumnReach.exactly(rules, starts, question.failed());
        return new Certain(rules, reach, Layers.of(rules, Reach.nothing(rules), reach, 0));
    }

    /** Says whether a node is certain to stand on the column. */
    boolean has(int node) {
        int of = rules.classes.of(node);
        return reach.shows(of) || layers.has(of);
    }
}
