package io.clew.graph.traversal;

import io.clew.graph.EdgeCursor;

/** Walks breadth first in one direction and keeps the classes it reached, nearest first. */
final class Reach {

    private final Rules rules;
    private final boolean upstream;
    private final boolean failed;
    private final int depth;
    private final EdgeCursor cursor;
    private final IntMap places = new IntMap();
    private final IntList classes = new IntList();
    private final IntList distances = new IntList();
    private final IntList parents = new IntList();
    private final IntList edges = new IntList();
    private final IntList frontier = new IntList();
    private boolean leftOut;

    private Reach(Rules rules, boolean upstream, boolean failed, int depth) {
        this.rules = rules;
        this.upstream = upstream;
        this.failed = failed;
        this.depth = depth;
        this.cursor = rules.view.cursor(rules.followed);
    }

    /** Reaches nothing. */
    static Reach nothing(Rules rules) {
        return new Reach(rules, true, true, 0);
    }

    /** Walks from the starts to their causes, or to their effects. */
    static Reach of(Rules rules, Starts starts, boolean upstream, boolean failed, int depth) {
        Reach reach = new Reach(rules, upstream, failed, depth);
        for (int i = 0; i < starts.classes.size(); i++) {
            reach.add(starts.classes.get(i), 0, starts.edges.get(i));
        }
        reach.walk();
        return reach;
    }

    private void walk() {
        for (int place = 0; place < classes.size(); place++) {
            if (!rules.meter.proceed()) {
                for (int rest = place; rest < classes.size(); rest++) {
                    for (int member : rules.classes.members(classes.get(rest))) {
                        frontier.add(member);
                    }
                }
                return;
            }
            long before = cursor.examined();
            for (int member : rules.classes.members(classes.get(place))) {
                expand(member, place);
            }
            rules.meter.examined(cursor.examined() - before);
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
            int other = rules.classes.of(cursor.node());
            if (!failed && isLeftOut(node, other)) {
                leftOut = true;
                continue;
            }
            if (!places.has(other)) {
                if (distances.get(place) == depth) {
                    beyondDepth = true;
                } else {
                    add(other, distances.get(place) + 1, cursor.edge());
                    rules.meter.reached(1);
                }
            }
            edges.add(cursor.edge());
        }
        if (beyondDepth) {
            frontier.add(node);
        }
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
        return leftOut;
    }
}
