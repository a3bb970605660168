package io.clew.graph.traversal;

import io.clew.graph.EdgeCursor;
import io.clew.graph.EdgeFilter;
import io.clew.graph.GraphView;
import io.clew.model.EdgeKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Joins nodes that are the same into classes, by the same-as edges that a question's filter admits;
 * a class is named by its least number.
 */
final class Classes {

    private final GraphView view;
    private final EdgeCursor chosen;
    private final Meter meter;
    private final Map<Integer, int[]> members = new HashMap<>();

    Classes(GraphView view, EdgeFilter filter, Meter meter) {
        this.view = view;
        this.chosen = view.cursor(filter.only(Set.of(EdgeKind.SAME_AS)));
        this.meter = meter;
    }

    /** Returns the class of a node. */
    int of(int node) {
        return view.mayHaveOtherNames(node) ? members(node)[0] : node;
    }

    /** Returns the nodes of the class of a node, ascending. */
    int[] members(int node) {
        if (!view.mayHaveOtherNames(node)) {
            return new int[] {node};
        }
        int[] known = members.get(node);
        return known != null ? known : join(node);
    }

    private int[] join(int node) {
        List<Integer> found = new ArrayList<>(List.of(node));
        IntMap seen = new IntMap();
        seen.put(node, 0);
        for (int i = 0; i < found.size(); i++) {
            view.otherNames(
                    found.get(i),
                    chosen,
                    (edge, other) -> {
                        meter.took();
                        if (seen.putIfAbsent(other, 0)) {
                            found.add(other);
                        }
                    });
        }
        int[] all = found.stream().mapToInt(Integer::intValue).toArray();
        Arrays.sort(all);
        for (int member : all) {
            members.put(member, all);
        }
        return all;
    }

    /** Takes the same-as edges within the class of a node. */
    void edges(int node, IntList into) {
        if (view.mayHaveOtherNames(node)) {
            for (int member : members(node)) {
                view.otherNames(member, chosen, (edge, other) -> into.add(edge));
            }
        }
    }
}
