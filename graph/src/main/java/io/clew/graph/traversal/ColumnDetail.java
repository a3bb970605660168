package io.clew.graph.traversal;

import io.clew.graph.ColumnEdges;
import io.clew.graph.EdgeCursor;
import io.clew.graph.EdgeFilter;
import io.clew.graph.GraphView;
import io.clew.model.EdgeKind;
import io.clew.model.NodeKind;
import java.util.EnumSet;
import java.util.Set;

/**
 * Finds the columns that belong to an answer about things: those of its datasets that an edge joins
 * to one another or to something else in the answer, and all of a dataset that was asked.
 *
 * <p>Only within the answer: that a column came from elsewhere in another version of its dataset
 * says nothing of what was asked, and only columns that the {@linkplain UsedColumns used versions}
 * have. A column is as near as its dataset.
 */
final class ColumnDetail {

    private final GraphView view;
    private final Walk walk;
    private final boolean failed;
    private final boolean showsPartOf;
    private final Classes names;
    private final IntMap inAnswer = new IntMap();
    private final IntMap numbers = new IntMap();
    private final IntList columns = new IntList();
    private final IntList placesOfDatasets = new IntList();
    private final IntMap joined = new IntMap();
    private final IntMap firstAt = new IntMap();
    private final IntList edges = new IntList();
    private final IntList frontier = new IntList();

    private ColumnDetail(Walk walk, TraversalQuestion question) {
        this.view = walk.view;
        this.failed = question.failed();
        this.showsPartOf = question.filter().kinds().contains(EdgeKind.PART_OF);
        this.walk = walk;
        this.names =
                new Classes(view, question.filter().columns(ColumnEdges.WITH), walk.rules.meter);
    }

    /** Finds no columns. */
    static ColumnDetail nothing(Walk walk, TraversalQuestion question) {
        return new ColumnDetail(walk, question);
    }

    /** Finds the columns of an answer's things. */
    static ColumnDetail of(Walk walk, TraversalQuestion question, Schemas schemas) {
        ColumnDetail detail = new ColumnDetail(walk, question);
        EdgeFilter filter = question.filter().columns(ColumnEdges.WITH);
        detail.place();
        detail.gather(filter, UsedColumns.of(walk, detail.inAnswer, schemas));
        detail.join(filter);
        return detail;
    }

    private void place() {
        for (int place = 0; place < walk.layers.size(); place++) {
            for (int node : walk.rules.classes.members(walk.layers.classAt(place))) {
                inAnswer.put(node, place);
            }
        }
    }

    private void gather(EdgeFilter filter, UsedColumns used) {
        EdgeCursor members = view.cursor(filter.only(Set.of(EdgeKind.PART_OF)));
        for (int place = 0; place < walk.layers.size(); place++) {
            for (int node : walk.rules.classes.members(walk.layers.classAt(place))) {
                if (view.kind(node) == NodeKind.DATASET) {
                    if (walk.rules.meter.proceed()) {
                        gather(members, node, place, used);
                    } else {
                        frontier.add(node);
                    }
                }
            }
        }
    }

    private void gather(EdgeCursor members, int dataset, int place, UsedColumns used) {
        members.in(dataset);
        while (members.next()) {
            walk.rules.meter.took();
            int column = members.node();
            if (view.kind(column) == NodeKind.COLUMN) {
                if (showsPartOf) {
                    edges.add(members.edge());
                }
                if (used.mayBe(column, dataset) && numbers.putIfAbsent(column, columns.size())) {
                    columns.add(column);
                    placesOfDatasets.add(place);
                    walk.rules.meter.reached(1);
                    if (walk.layers.distanceAt(place) == 0) {
                        joined.put(column, 0);
                    }
                }
            }
        }
    }

    private void join(EdgeFilter filter) {
        Set<EdgeKind> along = EnumSet.noneOf(EdgeKind.class);
        along.addAll(filter.kinds());
        along.removeAll(EnumSet.of(EdgeKind.PART_OF, EdgeKind.VERSION_OF, EdgeKind.SAME_AS));
        EdgeCursor links = view.cursor(filter.only(along));
        EdgeCursor sameAs = view.cursor(filter.only(Set.of(EdgeKind.SAME_AS)));
        for (int i = 0; i < columns.size(); i++) {
            walk.rules.meter.tick();
            int column = columns.get(i);
            links.out(column);
            take(links, column, true);
            links.in(column);
            take(links, column, false);
            if (walk.rules.showsSameAs && view.mayHaveOtherNames(column)) {
                view.otherNames(column, sameAs, (edge, other) -> edges.add(edge));
            }
        }
        joinOtherNames();
        for (int i = 0; i < columns.size(); i++) {
            if (joined.has(columns.get(i))) {
                firstAt.putIfAbsent(placesOfDatasets.get(i) + 1, i);
            }
        }
    }

    /** What joins a column joins all of its names that are in the answer's datasets. */
    private void joinOtherNames() {
        for (int i = 0; i < columns.size(); i++) {
            int column = columns.get(i);
            if (joined.has(column)) {
                for (int member : names.members(column)) {
                    if (numbers.has(member)) {
                        joined.putIfAbsent(member, 0);
                    }
                }
            }
        }
    }

    private void take(EdgeCursor links, int column, boolean out) {
        while (links.next()) {
            walk.rules.meter.took();
            int other = links.node();
            boolean known = numbers.has(other) || inAnswer.has(other);
            int from = out ? column : other;
            int to = out ? other : column;
            if (known && (failed || !walk.rules.attempts.isVoid(from, links.kind(), to))) {
                joined.put(column, 0);
                edges.add(links.edge());
            }
        }
    }

    /** Takes the columns that are as near as the class at a place, which is their dataset's. */
    void at(int place, IntList into) {
        int first = firstAt.get(place + 1);
        if (first == IntMap.ABSENT) {
            return;
        }
        for (int i = first; i < columns.size() && placesOfDatasets.get(i) == place; i++) {
            if (joined.has(columns.get(i))) {
                into.add(columns.get(i));
            }
        }
    }

    /** Returns the edges of columns; also of some that are not shown. */
    IntList edges() {
        return edges;
    }

    /** Returns the datasets whose columns were not looked at. */
    IntList frontier() {
        return frontier;
    }
}
