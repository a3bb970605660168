package io.clew.graph.traversal;

import io.clew.graph.ColumnEdges;
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
 * Joins nodes that are the same into classes, by the same-as edges that a question's filter admits,
 * and columns that are {@linkplain Twins the same} since their datasets are; a class is named by
 * its least number.
 */
final class Classes {

    private final GraphView view;
    private final EdgeCursor chosen;
    private final Twins twins;
    private final boolean columns;
    private final Meter meter;
    private final Map<Integer, int[]> members = new HashMap<>();

    Classes(GraphView view, EdgeFilter filter, Meter meter) {
        this.view = view;
        this.chosen = view.cursor(filter.only(Set.of(EdgeKind.SAME_AS)));
        this.twins = new Twins(view, filter);
        this.columns = filter.columns() != ColumnEdges.WITHOUT;
        this.meter = meter;
    }

    private boolean mayHaveOthers(int node) {
        return view.mayHaveOtherNames(node) || (columns && twins.mayBe(node));
    }

    /** Returns the class of a node. */
    int of(int node) {
        return mayHaveOthers(node) ? members(node)[0] : node;
    }

    /** Returns the nodes of the class of a node, ascending. */
    int[] members(int node) {
        if (!mayHaveOthers(node)) {
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
            int next = found.get(i);
            view.otherNames(next, chosen, (edge, other) -> take(other, seen, found));
            if (columns) {
                twins.each(next, (twin, partOf, twinPartOf) -> take(twin, seen, found));
            }
        }
        int[] all = found.stream().mapToInt(Integer::intValue).toArray();
        Arrays.sort(all);
        for (int member : all) {
            members.put(member, all);
        }
        return all;
    }

    private void take(int other, IntMap seen, List<Integer> found) {
        meter.took();
        if (seen.putIfAbsent(other, 0)) {
            found.add(other);
        }
    }

    /** Takes the same-as edges within the class of a node. */
    void edges(int node, IntList into) {
        if (mayHaveOthers(node)) {
            for (int member : members(node)) {
                view.otherNames(member, chosen, (edge, other) -> into.add(edge));
            }
        }
    }
}
