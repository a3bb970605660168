package io.clew.graph.traversal;

import io.clew.graph.ColumnEdges;
import io.clew.graph.EdgeCursor;
import io.clew.model.EdgeKind;
import io.clew.model.NodeKind;
import java.util.Set;

/**
 * Finds what a column or dataset stands for in a walk along columns, at no cost.
 *
 * <p>A column shares what is said of its dataset as a whole; a dataset that a column derives from,
 * or that derives from a column, is meant as a whole and stands for its columns. Where a walk goes
 * on from columns to things, a column's dataset stands for its versions too: nobody says which
 * columns a use of them meant.
 */
final class Stands {

    /** Takes a class that is stood for, and the containment by which. */
    @FunctionalInterface
    interface Taker {
        void take(int of, int edge);
    }

    private final Rules rules;
    private final boolean failed;
    private final EdgeCursor up;
    private final EdgeCursor down;
    private final EdgeCursor versions;
    private boolean leftOut;

    Stands(Rules rules, boolean failed) {
        this.rules = rules;
        this.failed = failed;
        this.up = rules.view.cursor(rules.members.only(Set.of(EdgeKind.PART_OF)));
        this.down = rules.view.cursor(rules.members.only(Set.of(EdgeKind.PART_OF)));
        this.versions = rules.view.cursor(rules.members.only(Set.of(EdgeKind.VERSION_OF)));
    }

    /** Says whether things stand for others in this walk. */
    boolean apply() {
        return rules.columns != ColumnEdges.WITHOUT;
    }

    /** Says whether there is a dataset in a class. */
    boolean isDataset(int of) {
        for (int member : rules.classes.members(of)) {
            if (rules.view.kind(member) == NodeKind.DATASET) {
                return true;
            }
        }
        return false;
    }

    /** Takes the datasets of the columns in a class. */
    void datasets(int of, Taker taker) {
        for (int member : rules.classes.members(of)) {
            if (rules.view.kind(member) == NodeKind.COLUMN) {
                up.out(member);
                while (up.next()) {
                    rules.meter.took();
                    offer(NodeKind.DATASET, up, taker);
                }
            }
        }
    }

    /** Takes the columns of the datasets in a class. */
    void columns(int of, Taker taker) {
        members(of, down, NodeKind.COLUMN, taker);
    }

    /** Takes the versions of the datasets in a class. */
    void versions(int of, Taker taker) {
        members(of, versions, NodeKind.DATASET_VERSION, taker);
    }

    private void members(int of, EdgeCursor cursor, NodeKind kind, Taker taker) {
        for (int member : rules.classes.members(of)) {
            if (rules.view.kind(member) == NodeKind.DATASET) {
                rules.meter.tick();
                cursor.in(member);
                while (cursor.next() && rules.meter.take()) {
                    offer(kind, cursor, taker);
                }
            }
        }
    }

    private void offer(NodeKind kind, EdgeCursor cursor, Taker taker) {
        if (rules.view.kind(cursor.node()) != kind) {
            return;
        }
        int other = rules.classes.of(cursor.node());
        if (!failed && rules.attempts.isAttempt(other)) {
            leftOut = true;
        } else {
            taker.take(other, cursor.edge());
        }
    }

    /** Says whether an attempt was left out. */
    boolean leftOut() {
        return leftOut;
    }
}
