package io.clew.graph.traversal;

import io.clew.graph.EdgeCursor;
import io.clew.model.EdgeKind;
import io.clew.model.NodeKind;
import java.util.Set;

/**
 * Tells datasets, their versions and their columns from one another and finds the ones of others.
 */
final class DataOf {

    private final Rules rules;
    private final EdgeCursor up;
    private final EdgeCursor down;

    DataOf(Rules rules) {
        this.rules = rules;
        Set<EdgeKind> kinds = Set.of(EdgeKind.PART_OF, EdgeKind.VERSION_OF);
        this.up = rules.view.cursor(rules.members.only(kinds));
        this.down = rules.view.cursor(rules.members.only(kinds));
    }

    /** Adds the classes of the datasets that a dataset, a version or a column is of. */
    void datasets(int node, IntList into) {
        NodeKind kind = rules.view.kind(node);
        if (kind == NodeKind.DATASET) {
            into.add(rules.classes.of(node));
        } else if (kind == NodeKind.COLUMN || kind == NodeKind.DATASET_VERSION) {
            up.out(node);
            while (up.next()) {
                rules.meter.took();
                if (contains(up, kind)) {
                    into.add(rules.classes.of(up.node()));
                }
            }
        }
    }

    private boolean contains(EdgeCursor edge, NodeKind member) {
        return edge.kind() == by(member) && rules.view.kind(edge.node()) == NodeKind.DATASET;
    }

    private static EdgeKind by(NodeKind member) {
        return member == NodeKind.COLUMN ? EdgeKind.PART_OF : EdgeKind.VERSION_OF;
    }

    /** Says whether a node is a dataset of a class or a version of it. */
    boolean isOf(int node, int dataset) {
        if (rules.view.kind(node) == NodeKind.COLUMN) {
            return false;
        }
        IntList datasets = new IntList();
        datasets(node, datasets);
        for (int i = 0; i < datasets.size(); i++) {
            if (datasets.get(i) == dataset) {
                return true;
            }
        }
        return false;
    }

    /** Adds the columns of one dataset. */
    void columns(int dataset, IntList into) {
        members(dataset, NodeKind.COLUMN, into);
    }

    /** Adds the datasets of a class, their versions and their columns. */
    void all(int of, IntList into) {
        for (int member : rules.classes.members(of)) {
            if (rules.view.kind(member) == NodeKind.DATASET) {
                into.add(member);
                members(member, NodeKind.DATASET_VERSION, into);
                members(member, NodeKind.COLUMN, into);
            }
        }
    }

    private void members(int dataset, NodeKind kind, IntList into) {
        down.in(dataset);
        while (down.next() && rules.meter.take()) {
            if (down.kind() == by(kind) && rules.view.kind(down.node()) == kind) {
                into.add(down.node());
            }
        }
    }
}
