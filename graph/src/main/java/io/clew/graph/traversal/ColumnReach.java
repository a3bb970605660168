package io.clew.graph.traversal;

import io.clew.graph.EdgeCursor;
import io.clew.graph.traversal.ColumnPlaces.Role;
import io.clew.model.EdgeKind;
import io.clew.model.NodeKind;
import java.util.HashSet;
import java.util.Set;

/**
 * Walks downstream from a column, as exactly as is told, to all that may stand on it.
 *
 * <p>Along edges of columns it is exact: the columns that derive from one, the datasets of these in
 * all their versions, and the makers that are told to have done so. What else uses such a dataset
 * may have used any of its columns and is reached too, unless its maker {@linkplain TellingMakers
 * told} which. What is reached so is meant as a whole: all that its maker wrote, all columns of a
 * version. So nothing is missed, and {@link #exactly} tells which part is certain.
 */
final class ColumnReach implements Reached {

    private final Rules rules;
    private final boolean failed;
    private final boolean exactly;
    private final DataOf data;
    private final TellingMakers makers;
    private final EdgeCursor cursor;
    private final EdgeCursor down;
    private final EdgeCursor up;
    private final ColumnPlaces places = new ColumnPlaces();
    private final Hops way = places.way();
    private final OverDatasets overDatasets;
    private final Set<Long> linked = new HashSet<>();
    private final IntList edges = new IntList();
    private final IntList frontier = new IntList();
    private boolean leftOut;

    private ColumnReach(Rules rules, boolean failed, boolean exactly) {
        this.rules = rules;
        this.failed = failed;
        this.exactly = exactly;
        this.data = new DataOf(rules);
        this.makers = new TellingMakers(rules, data);
        this.cursor = rules.view.cursor(rules.followed);
        Set<EdgeKind> kinds = Set.of(EdgeKind.PART_OF, EdgeKind.VERSION_OF);
        this.down = rules.view.cursor(rules.members.only(kinds));
        this.up = rules.view.cursor(rules.members.only(kinds));
        this.overDatasets = new OverDatasets(rules, way, up);
    }

    /** Walks from the starts to all that may stand on them. */
    static ColumnReach of(Rules rules, Starts starts, boolean failed) {
        return new ColumnReach(rules, failed, false).walk(starts);
    }

    /** Walks from the starts only where columns are told. */
    static ColumnReach exactly(Rules rules, Starts starts, boolean failed) {
        return new ColumnReach(rules, failed, true).walk(starts);
    }

    private ColumnReach walk(Starts starts) {
        for (int i = 0; i < starts.classes.size(); i++) {
            int start = starts.classes.get(i);
            add(start, Role.BY_COLUMN, 0, wayToStart(starts, start));
        }
        for (int place = 0; place < places.size(); ) {
            int distance = places.distance(place);
            for (int i = place; i < places.size(); i++) {
                standIn(i, distance);
            }
            for (int end = places.size(); place < end; place++) {
                if (!rules.meter.proceed()) {
                    stopAt(place);
                    return this;
                }
                for (int member : rules.classes.members(places.of(place))) {
                    expand(member, place);
                }
            }
        }
        return this;
    }

    private int wayToStart(Starts starts, int start) {
        IntList backwards = new IntList();
        for (int edge = starts.edgeTo(start); edge >= 0; ) {
            backwards.add(edge);
            edge = starts.edgeTo(rules.classes.of(rules.view.to(edge)));
        }
        int hop = Hops.NONE;
        for (int i = backwards.size() - 1; i >= 0; i--) {
            hop = way.add(hop, backwards.get(i), rules.view.from(backwards.get(i)));
        }
        return hop;
    }

    private void stopAt(int place) {
        for (int rest = place; rest < places.size(); rest++) {
            for (int member : rules.classes.members(places.of(rest))) {
                frontier.add(member);
            }
        }
    }

    /** Adds what the class at a place stands for, as near as it. */
    private void standIn(int place, int distance) {
        Role role = places.role(place);
        for (int member : rules.classes.members(places.of(place))) {
            NodeKind kind = rules.view.kind(member);
            if (role == Role.BY_COLUMN && kind == NodeKind.COLUMN) {
                containers(member, EdgeKind.PART_OF, Role.BY_COLUMN, distance, places.hop(place));
            } else if (role == Role.BY_COLUMN && kind == NodeKind.DATASET) {
                members(
                        member,
                        NodeKind.DATASET_VERSION,
                        Role.BY_COLUMN,
                        distance,
                        places.hop(place));
            } else if (role == Role.WHOLE && kind == NodeKind.DATASET) {
                members(member, NodeKind.COLUMN, Role.PASSED, distance, places.hop(place));
            } else if (role == Role.WHOLE && kind == NodeKind.DATASET_VERSION) {
                columnsOfVersion(member, distance, places.hop(place));
            }
        }
    }

    private void containers(int node, EdgeKind by, Role role, int distance, int hop) {
        up.out(node);
        while (up.next()) {
            rules.meter.took();
            if (up.kind() == by && rules.view.kind(up.node()) == NodeKind.DATASET) {
                offer(up.node(), role, distance, hop, up.edge());
            }
        }
    }

    private void members(int dataset, NodeKind kind, Role role, int distance, int hop) {
        EdgeKind by = kind == NodeKind.COLUMN ? EdgeKind.PART_OF : EdgeKind.VERSION_OF;
        rules.meter.tick();
        down.in(dataset);
        while (down.next() && rules.meter.take()) {
            if (down.kind() == by && rules.view.kind(down.node()) == kind) {
                offer(down.node(), role, distance, hop, down.edge());
            }
        }
    }

    private void columnsOfVersion(int version, int distance, int hop) {
        IntList datasets = new IntList();
        IntList by = new IntList();
        up.out(version);
        while (up.next()) {
            rules.meter.took();
            if (up.kind() == EdgeKind.VERSION_OF
                    && rules.view.kind(up.node()) == NodeKind.DATASET) {
                datasets.add(up.node());
                by.add(up.edge());
            }
        }
        for (int i = 0; i < datasets.size(); i++) {
            for (int dataset : rules.classes.members(datasets.get(i))) {
                if (rules.view.kind(dataset) == NodeKind.DATASET) {
                    int over = way.add(hop, by.get(i), datasets.get(i));
                    members(dataset, NodeKind.COLUMN, Role.PASSED, distance, over);
                }
            }
        }
    }

    private void offer(int node, Role role, int distance, int hop, int edge) {
        int of = rules.classes.of(node);
        if (!failed && rules.attempts.isAttempt(of)) {
            leftOut = true;
        } else if (!places.has(of, role)) {
            add(of, role, distance, way.add(hop, edge, node));
        }
    }

    private void expand(int node, int place) {
        cursor.in(node);
        while (cursor.next()) {
            if (!rules.meter.take()) {
                frontier.add(node);
                return;
            }
            int other = cursor.node();
            int of = rules.classes.of(other);
            if (!failed
                    && (rules.attempts.isVoid(other, cursor.kind(), node)
                            || rules.attempts.isAttempt(of))) {
                leftOut = true;
                continue;
            }
            boolean ofColumn =
                    rules.view.kind(node) == NodeKind.COLUMN
                            || rules.view.kind(other) == NodeKind.COLUMN;
            boolean fromData = TellingMakers.isData(rules.view.kind(node));
            if (ofColumn && fromData) {
                follow(node, other, place);
            } else if (!exactly && isReached(node, other, place)) {
                reach(of, Role.WHOLE, other, place);
                if (rules.view.kind(other) == NodeKind.COLUMN) {
                    reach(of, Role.BY_COLUMN, other, place);
                }
                edges.add(cursor.edge());
            }
        }
    }

    /** Follows an edge of a column, which says what stands on what. */
    private void follow(int node, int other, int place) {
        int of = rules.classes.of(other);
        reach(of, Role.BY_COLUMN, other, place);
        if (rules.view.kind(other) != NodeKind.COLUMN) {
            reach(of, Role.WHOLE, other, place);
        }
        places.show(place);
        edges.add(cursor.edge());
        if (cursor.kind() == EdgeKind.DERIVED_FROM) {
            link(node, other, place);
        }
    }

    /** Says whether an edge that is of no column may lead to what stands on the column. */
    private boolean isReached(int node, int other, int place) {
        NodeKind kind = rules.view.kind(other);
        if (!TellingMakers.isData(rules.view.kind(node))) {
            boolean isProduct =
                    cursor.kind() == EdgeKind.GENERATED_BY && TellingMakers.isData(kind);
            return !isProduct || places.role(place) == Role.WHOLE;
        }
        boolean isUse = cursor.kind() == EdgeKind.USED;
        boolean isDerived =
                cursor.kind() == EdgeKind.DERIVED_FROM
                        && (kind == NodeKind.DATASET || kind == NodeKind.DATASET_VERSION);
        if (!isUse && !isDerived) {
            return true;
        }
        IntList datasets = new IntList();
        data.datasets(node, datasets);
        for (int i = 0; i < datasets.size(); i++) {
            boolean told =
                    isUse
                            ? makers.knows(rules.classes.of(other), datasets.get(i))
                            : makers.isToldOf(other, datasets.get(i));
            if (!told) {
                return true;
            }
        }
        return datasets.size() == 0;
    }

    private void reach(int of, Role role, int node, int place) {
        if (!places.has(of, role)) {
            int hop = way.add(places.hop(place), cursor.edge(), node);
            add(of, role, places.distance(place) + 1, hop);
        }
    }

    /** Reaches those who made one dataset's columns of another's, as an edge tells it. */
    private void link(int cause, int effect, int place) {
        IntList causes = new IntList();
        IntList effects = new IntList();
        data.datasets(cause, causes);
        data.datasets(effect, effects);
        for (int i = 0; i < causes.size(); i++) {
            for (int j = 0; j < effects.size(); j++) {
                int from = causes.get(i);
                if (linked.add((long) from << Integer.SIZE | effects.get(j))) {
                    makers.between(
                            effects.get(j),
                            from,
                            (maker, use) -> reachMaker(maker, use, cause, from, place));
                }
            }
        }
    }

    private void reachMaker(int maker, int use, int cause, int dataset, int place) {
        if (!failed && rules.attempts.isAttempt(maker)) {
            leftOut = true;
        } else if (!places.has(maker, Role.BY_COLUMN)) {
            int used = rules.view.to(use);
            int over = overDatasets.from(cause, used, dataset, places.hop(place));
            int hop = way.add(over, use, rules.view.from(use));
            add(maker, Role.BY_COLUMN, places.distance(place) + 1, hop);
        }
    }

    private void add(int of, Role role, int distance, int hop) {
        places.add(of, role, distance, hop);
        rules.meter.reached(1);
    }

    @Override
    public int size() {
        return places.size();
    }

    @Override
    public boolean isSilent(int place) {
        return places.isSilent(place);
    }

    @Override
    public int classAt(int place) {
        return places.of(place);
    }

    @Override
    public int distanceAt(int place) {
        return places.distance(place);
    }

    @Override
    public int placeOf(int of) {
        return places.placeOf(of);
    }

    /** Says whether a class was reached, and not only passed. */
    boolean shows(int of) {
        int place = places.placeOf(of);
        return place != IntMap.ABSENT && !places.isSilent(place);
    }

    @Override
    public void wayBack(int of, IntList steps, int most) {
        int place = places.placeOf(of);
        if (place != IntMap.ABSENT) {
            way.back(rules.view, places.hop(place), steps, most);
        }
    }

    @Override
    public IntList edges() {
        return edges;
    }

    @Override
    public IntList frontier() {
        return frontier;
    }

    @Override
    public boolean leftOut() {
        return leftOut;
    }
}
