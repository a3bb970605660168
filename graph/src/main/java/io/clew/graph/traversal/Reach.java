package io.clew.graph.traversal;

import io.clew.graph.EdgeCursor;
import io.clew.model.NodeKind;
import java.util.BitSet;

/**
 * Walks breadth first in one direction and keeps the classes it reached, nearest first.
 *
 * <p>In a walk along columns, what a reached class {@linkplain Stands stands for} is as near as it;
 * a class that only stands for another or is stood for, without an edge of its own in the walk, is
 * passed through but not shown.
 */
final class Reach {

    private final Rules rules;
    private final Starts starts;
    private final boolean upstream;
    private final boolean failed;
    private final int depth;
    private final EdgeCursor cursor;
    private final Stands stands;
    private final BitSet silent = new BitSet();
    private final IntMap covered = new IntMap();
    private final IntMap wholes = new IntMap();
    private final IntList newWholes = new IntList();
    private final IntMap places = new IntMap();
    private final IntList classes = new IntList();
    private final IntList distances = new IntList();
    private final IntList parents = new IntList();
    private final IntList edges = new IntList();
    private final IntList frontier = new IntList();
    private boolean leftOut;

    private Reach(Rules rules, Starts starts, boolean upstream, boolean failed, int depth) {
        this.rules = rules;
        this.starts = starts;
        this.upstream = upstream;
        this.failed = failed;
        this.depth = depth;
        this.cursor = rules.view.cursor(rules.followed);
        this.stands = new Stands(rules, failed);
    }

    /** Reaches nothing. */
    static Reach nothing(Rules rules) {
        return new Reach(rules, new Starts(), true, true, 0);
    }

    /** Walks from the starts to their causes, or to their effects. */
    static Reach of(Rules rules, Starts starts, boolean upstream, boolean failed, int depth) {
        Reach reach = new Reach(rules, starts, upstream, failed, depth);
        for (int i = 0; i < starts.classes.size(); i++) {
            reach.add(starts.classes.get(i), 0, starts.edges.get(i));
        }
        reach.walk();
        return reach;
    }

    /** Goes level by level, since what is stood for is as near as what stands for it. */
    private void walk() {
        for (int place = 0; place < classes.size(); ) {
            int distance = distances.get(place);
            if (stands.apply()) {
                standIn(place, distance);
            }
            for (int end = classes.size(); place < end; place++) {
                if (!rules.meter.proceed()) {
                    stopAt(place);
                    return;
                }
                for (int member : rules.classes.members(classes.get(place))) {
                    expand(member, place);
                }
            }
            if (newWholes.size() > 0 && place == classes.size()) {
                columnsOfNewWholes(distance + 1);
            }
        }
    }

    private void stopAt(int place) {
        for (int rest = place; rest < classes.size(); rest++) {
            for (int member : rules.classes.members(classes.get(rest))) {
                frontier.add(member);
            }
        }
    }

    /** Adds what the classes of a level stand for, and what these do. */
    private void standIn(int level, int distance) {
        columnsOfNewWholes(distance);
        for (int place = level; place < classes.size(); place++) {
            stands.datasets(
                    classes.get(place),
                    (dataset, edge) -> {
                        boolean shown = stands.coverVersions();
                        addStanding(dataset, distance, edge, !shown);
                        if (shown && covered.putIfAbsent(dataset, edge)) {
                            stands.versions(
                                    dataset,
                                    (version, by) -> addStanding(version, distance, by, false));
                        }
                    });
        }
    }

    private void columnsOfNewWholes(int distance) {
        for (int i = 0; i < newWholes.size(); i++) {
            stands.columns(
                    newWholes.get(i), (column, edge) -> addStanding(column, distance, edge, true));
        }
        newWholes.clear();
    }

    private void addStanding(int of, int distance, int edge, boolean isSilent) {
        int place = places.get(of);
        if (place == IntMap.ABSENT) {
            silent.set(classes.size(), isSilent);
            add(of, distance, edge);
            rules.meter.reached(1);
        } else if (!isSilent) {
            silent.clear(place);
        }
    }

    private void expand(int node, int place) {
        boolean beyondDepth = false;
        if (upstream) {
            cursor.out(node);
        } else {
            cursor.in(node);
        }
        while (cursor.next()) {
            if (!rules.meter.take()) {
                frontier.add(node);
                return;
            }
            int other = rules.classes.of(cursor.node());
            if (!failed && isLeftOut(node, other)) {
                leftOut = true;
                continue;
            }
            boolean atDepth = distances.get(place) == depth;
            if (!places.has(other)) {
                if (atDepth) {
                    beyondDepth = true;
                } else {
                    add(other, distances.get(place) + 1, cursor.edge());
                    rules.meter.reached(1);
                }
            }
            if (stands.apply()) {
                beyondDepth |= meansWhole(node, other, atDepth);
                silent.clear(place);
                if (places.has(other)) {
                    silent.clear(places.get(other));
                }
            }
            edges.add(cursor.edge());
        }
        if (beyondDepth) {
            frontier.add(node);
        }
    }

    /**
     * Notes that an edge of a column means a dataset as a whole.
     *
     * @return whether its columns are left out since the depth ends here
     */
    private boolean meansWhole(int node, int other, boolean atDepth) {
        if (rules.view.kind(node) != NodeKind.COLUMN
                || wholes.has(other)
                || !stands.isDataset(other)) {
            return false;
        }
        if (!atDepth) {
            wholes.put(other, cursor.edge());
            newWholes.add(other);
        }
        return atDepth;
    }

    /** What is upstream of something real is real, so only effects can be attempts. */
    private boolean isLeftOut(int node, int other) {
        return upstream
                ? rules.attempts.isVoid(node, cursor.kind(), cursor.node())
                : rules.attempts.isVoid(cursor.node(), cursor.kind(), node)
                        || rules.attempts.isAttempt(other);
    }

    private void add(int of, int distance, int parent) {
        places.put(of, classes.size());
        classes.add(of);
        distances.add(distance);
        parents.add(parent);
    }

    /** Returns how many classes were reached. */
    int size() {
        return classes.size();
    }

    /** Says whether the class at a place is passed through but not shown. */
    boolean isSilent(int place) {
        return silent.get(place);
    }

    /** Returns a class by its place, nearest first. */
    int classAt(int place) {
        return classes.get(place);
    }

    /** Returns how many edges lie between the starts and the class at a place. */
    int distanceAt(int place) {
        return distances.get(place);
    }

    /** Returns the edge by which the class at a place was reached first; -1 for the asked one. */
    int parentAt(int place) {
        return parents.get(place);
    }

    /**
     * Returns the edge by which a way came to a class's near end, given the edge from there to the
     * class: for what a dataset stands for, that by which it does, however it was reached else; for
     * an attempt that was passed through on the way to a member, that by which it was found.
     *
     * @return -1 where the way begins
     */
    int edgeBefore(int of, int edge) {
        boolean isMember = rules.classes.of(rules.view.from(edge)) == of;
        int before = rules.classes.of(isMember ? rules.view.to(edge) : rules.view.from(edge));
        if (isMember && places.has(of) && distances.get(places.get(of)) > 0) {
            IntMap by =
                    switch (rules.view.edgeKind(edge)) {
                        case PART_OF -> wholes;
                        case VERSION_OF -> covered;
                        default -> new IntMap();
                    };
            int through = by.get(before);
            if (through != IntMap.ABSENT
                    && (by == wholes || rules.classes.of(rules.view.from(through)) != before)) {
                return through;
            }
        }
        int place = places.get(before);
        return place == IntMap.ABSENT ? starts.edgeTo(before) : parents.get(place);
    }

    /** Returns the place of a class, or {@link IntMap#ABSENT}. */
    int placeOf(int of) {
        return places.get(of);
    }

    /** Says whether a class was reached nearer than a distance. */
    boolean isNearer(int of, int distance) {
        int place = places.get(of);
        return place != IntMap.ABSENT && distances.get(place) < distance;
    }

    /** Returns the edges met on the way, also those that lead beyond what was reached. */
    IntList edges() {
        return edges;
    }

    /** Returns the nodes that were reached but not followed further, though there is more. */
    IntList frontier() {
        return frontier;
    }

    /** Says whether an attempt was left out. */
    boolean leftOut() {
        return leftOut || stands.leftOut();
    }
}
