package io.clew.graph.traversal;

import io.clew.graph.ColumnEdges;
import io.clew.graph.EdgeFilter;
import io.clew.graph.GraphView;
import io.clew.model.EdgeKind;
import java.util.EnumSet;
import java.util.Set;

/** Gathers what the parts of one walk share: what is the same, what counts, what is followed. */
final class Rules {

    private static final Set<EdgeKind> CONTAINMENT =
            EnumSet.of(EdgeKind.PART_OF, EdgeKind.VERSION_OF);

    final GraphView view;
    final Meter meter;
    final Classes classes;
    final RunStates states;
    final Attempts attempts;
    final int asked;
    final EdgeFilter standing;
    final EdgeFilter followed;
    final EdgeFilter contained;
    final EdgeFilter members;
    final boolean showsSameAs;
    final ColumnEdges columns;

    /**
     * Gathers the rules of a question.
     *
     * @param columns which edges the walk follows; unless it is without columns, all edges count
     *     where a thing is judged
     */
    Rules(GraphView view, TraversalQuestion question, Meter meter, ColumnEdges columns) {
        this.view = view;
        this.meter = meter;
        this.columns = columns;
        EdgeFilter filter =
                question.filter()
                        .columns(
                                columns == ColumnEdges.WITHOUT
                                        ? ColumnEdges.WITHOUT
                                        : ColumnEdges.WITH);
        this.classes = new Classes(view, filter, meter);
        this.states = new RunStates(view, classes, filter.clocks());
        this.asked = classes.of(question.node());
        this.standing = EdgeFilter.at(filter.clocks()).columns(filter.columns());
        this.attempts = new Attempts(view, classes, states, standing, meter, asked);
        Set<EdgeKind> along = EnumSet.noneOf(EdgeKind.class);
        along.addAll(filter.kinds());
        along.removeAll(CONTAINMENT);
        along.remove(EdgeKind.SAME_AS);
        this.followed = filter.only(along).columns(columns);
        Set<EdgeKind> up = EnumSet.copyOf(CONTAINMENT);
        up.retainAll(filter.kinds());
        this.contained = filter.only(up);
        this.members = filter.only(CONTAINMENT);
        this.showsSameAs = filter.kinds().contains(EdgeKind.SAME_AS);
    }
}
