package io.clew.graph;

import io.clew.model.Asserter;
import java.util.List;

/**
 * Tells how much of the tables, which all views share, belongs to one view.
 *
 * @param edges all edges of the view, laid out
 */
record Extent(
        long position,
        int nodes,
        int edges,
        int stamps,
        int claims,
        int sameAs,
        int voices,
        boolean columns,
        List<Asserter> asserters) {

    /** Takes down how much there is of a view that was published last. */
    static Extent of(GraphView view) {
        Tables tables = view.edges().tables();
        return new Extent(
                view.position(),
                view.nodeCount(),
                view.edgeCount(),
                view.stampCount(),
                tables.claims().count(),
                tables.sameAs().count(),
                tables.voices().count(),
                tables.nodes().hasColumns(),
                tables.voices().asserters());
    }
}
