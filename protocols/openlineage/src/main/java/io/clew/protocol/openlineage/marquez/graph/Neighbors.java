package io.clew.protocol.openlineage.marquez.graph;

import io.clew.graph.EdgeCursor;
import io.clew.graph.EdgeFilter;
import io.clew.graph.GraphView;
import io.clew.model.Clocks;
import io.clew.model.EdgeKind;
import io.clew.model.NodeKind;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/** Looks up the nodes next to a node, newest edges first; for one thread. */
final class Neighbors {
    private final GraphView view;
    private final EdgeFilter filter;
    private final Map<EdgeKind, EdgeCursor> cursors = new EnumMap<>(EdgeKind.class);

    Neighbors(GraphView view, Clocks clocks) {
        this.view = view;
        this.filter = EdgeFilter.at(clocks);
    }

    GraphView view() {
        return view;
    }

    /** Returns the causes of a node by edges of a kind. */
    int[] causes(int node, EdgeKind kind) {
        return collect(node, kind, true, Integer.MAX_VALUE);
    }

    /** Returns the effects of a node by edges of a kind. */
    int[] effects(int node, EdgeKind kind) {
        return collect(node, kind, false, Integer.MAX_VALUE);
    }

    /** Returns the newest effects of a node by edges of a kind. */
    int[] effects(int node, EdgeKind kind, int max) {
        return collect(node, kind, false, max);
    }

    private int[] collect(int node, EdgeKind kind, boolean out, int max) {
        EdgeCursor cursor =
                cursors.computeIfAbsent(kind, k -> view.cursor(filter.only(EnumSet.of(k))));
        if (out) {
            cursor.out(node);
        } else {
            cursor.in(node);
        }
        IntStream.Builder found = IntStream.builder();
        for (int i = 0; i < max && cursor.next(); i++) {
            found.add(cursor.node());
        }
        return found.build().toArray();
    }

    NodeKind kind(int node) {
        return view.kind(node);
    }

    /** Visits the nodes that a node is the same as. */
    void otherNames(int node, IntConsumer visitor) {
        if (view.mayHaveOtherNames(node)) {
            EdgeCursor same =
                    cursors.computeIfAbsent(
                            EdgeKind.SAME_AS,
                            k -> view.cursor(filter.only(EnumSet.of(EdgeKind.SAME_AS))));
            view.otherNames(node, same, (edge, other) -> visitor.accept(other));
        }
    }
}
