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
final class Reach implements Reached {

    private final Rules rules;
    private final Starts starts;
    private final boolean upstream;
    private final boolean failed;
    private final int depth;
    private final EdgeCursor cursor;
    private final Stands stands;
    private final BitSet silent = new BitSet();
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
                    classes.get(place), (dataset, edge) -> addStanding(dataset, distance, edge));
        }
    }

    private void columnsOfNewWholes(int distance) {
        for (int i = 0; i < newWholes.size(); i++) {
            stands.columns(newWholes.get(i), (column, edge) -> addStanding(column, distance, edge));
        }
        newWholes.clear();
    }

    private void addStanding(int of, int distance, int edge) {
        if (!places.has(of)) {
            silent.set(classes.size());
            add(of, distance, edge);
            rules.meter.reached(1);
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
            wholes.put(other, 0);
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

    @Override
    public int size() {
        return classes.size();
    }

    @Override
    public boolean isSilent(int place) {
        return silent.get(place);
    }

    @Override
    public int classAt(int place) {
        return classes.get(place);
    }

    @Override
    public int distanceAt(int place) {
        return distances.get(place);
    }

    @Override
    public int placeOf(int of) {
        return places.get(of);
    }

    /** The steps of a walk downstream: what refers follows what it refers to. */
    @Override
    public void wayBack(int of, IntList steps, int most) {
        int edge = edgeTo(of);
        for (int i = 0; i < most && edge >= 0; i++) {
            int near = rules.view.to(edge);
            steps.add(rules.view.from(edge));
            steps.add(near);
            edge = edgeTo(rules.classes.of(near));
        }
    }

    /** Of an attempt that was passed through on the way to a member, that by which it was found. */
    private int edgeTo(int of) {
        int place = places.get(of);
        return place == IntMap.ABSENT ? starts.edgeTo(of) : parents.get(place);
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
        return leftOut || stands.leftOut();
    }
}
