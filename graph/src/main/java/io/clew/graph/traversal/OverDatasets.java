package io.clew.graph.traversal;

import io.clew.graph.EdgeCursor;
import io.clew.model.EdgeKind;
import io.clew.model.NodeKind;

/** Adds the steps from a column to its dataset, and from that to its version that was used. */
final class OverDatasets {

    private final Rules rules;
    private final Hops way;
    private final EdgeCursor up;

    /**
     * Makes one.
     *
     * @param up passes edges to what contains a node
     */
    OverDatasets(Rules rules, Hops way, EdgeCursor up) {
        this.rules = rules;
        this.way = way;
        this.up = up;
    }

    /**
     * Goes from a column, or a version, to what was used.
     *
     * @param dataset the class of the dataset that both are of
     * @param hop the last step of the way so far
     * @return the last step now
     */
    int from(int cause, int used, int dataset, int hop) {
        if (cause == used) {
            return hop;
        }
        int over = hop;
        int upwards = containment(cause, dataset);
        if (upwards != IntMap.ABSENT) {
            over = way.add(over, upwards, rules.view.to(upwards));
        }
        int downwards = containment(used, dataset);
        return downwards == IntMap.ABSENT ? over : way.add(over, downwards, used);
    }

    private int containment(int member, int dataset) {
        NodeKind kind = rules.view.kind(member);
        if (kind != NodeKind.DATASET) {
            EdgeKind by = kind == NodeKind.COLUMN ? EdgeKind.PART_OF : EdgeKind.VERSION_OF;
            up.out(member);
            while (up.next()) {
                if (up.kind() == by && rules.classes.of(up.node()) == dataset) {
                    return up.edge();
                }
            }
        }
        return IntMap.ABSENT;
    }
}
