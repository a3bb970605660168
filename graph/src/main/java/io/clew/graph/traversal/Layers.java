package io.clew.graph.traversal;

import io.clew.graph.EdgeCursor;

/**
 * Joins what was reached upstream and downstream and adds the containers of all that, and theirs,
 * whatever the depth: every class once, nearest first.
 *
 * <p>What is nearer than asked for is left out, and with it what only contains that.
 */
final class Layers {

    private final Rules rules;
    private final Reached up;
    private final Reached down;
    private final int nearest;
    private final IntMap places = new IntMap();
    private final IntList classes = new IntList();
    private final IntList distances = new IntList();
    private final IntList containers = new IntList();
    private final IntList containerDistances = new IntList();
    private final IntList containerEdges = new IntList();
    private final IntMap edgesToContainers = new IntMap();
    private final IntList edges = new IntList();
    private final IntList frontier = new IntList();

    private Layers(Rules rules, Reached up, Reached down, int nearest) {
        this.rules = rules;
        this.up = up;
        this.down = down;
        this.nearest = nearest;
    }

    /** Joins all from a distance on. */
    static Layers of(Rules rules, Reached up, Reached down, int nearest) {
        Layers layers = new Layers(rules, up, down, nearest);
        layers.merge();
        return layers;
    }

    /** Each reach, and the containers found on the way, come nearest first. */
    private void merge() {
        EdgeCursor cursor = rules.view.cursor(rules.contained);
        int u = 0;
        int d = 0;
        int c = 0;
        while (true) {
            u = nextShown(up, u);
            d = nextShown(down, d);
            if (u == up.size() && d == down.size() && c == containers.size()) {
                return;
            }
            int upDistance = u < up.size() ? up.distanceAt(u) : Integer.MAX_VALUE;
            int downDistance = d < down.size() ? down.distanceAt(d) : Integer.MAX_VALUE;
            int containerDistance =
                    c < containers.size() ? containerDistances.get(c) : Integer.MAX_VALUE;
            if (upDistance <= downDistance && upDistance <= containerDistance) {
                add(up.classAt(u++), upDistance, cursor);
            } else if (downDistance <= containerDistance) {
                add(down.classAt(d++), downDistance, cursor);
            } else {
                if (add(containers.get(c), containerDistance, cursor)) {
                    edgesToContainers.put(containers.get(c), containerEdges.get(c));
                }
                c++;
            }
        }
    }

    private static int nextShown(Reached reach, int place) {
        int next = place;
        while (next < reach.size() && reach.isSilent(next)) {
            next++;
        }
        return next;
    }

    private boolean add(int of, int distance, EdgeCursor cursor) {
        if (isTooNear(of) || !places.putIfAbsent(of, classes.size())) {
            return false;
        }
        rules.meter.tick();
        classes.add(of);
        distances.add(distance);
        for (int member : rules.classes.members(of)) {
            cursor.out(member);
            while (cursor.next()) {
                if (rules.meter.isFullOf(containers.size())) {
                    frontier.add(member);
                    break;
                }
                rules.meter.took();
                edges.add(cursor.edge());
                int container = rules.classes.of(cursor.node());
                if (!places.has(container)) {
                    containers.add(container);
                    containerDistances.add(distance + 1);
                    containerEdges.add(cursor.edge());
                }
            }
        }
        return true;
    }

    private boolean isTooNear(int of) {
        return up.isNearer(of, nearest) || down.isNearer(of, nearest);
    }

    /** Returns the edge by which a class was found as a container; absent when reached itself. */
    int edgeToContainer(int of) {
        return edgesToContainers.get(of);
    }

    int size() {
        return classes.size();
    }

    /** Says whether a class is here. */
    boolean has(int of) {
        return places.has(of);
    }

    int classAt(int place) {
        return classes.get(place);
    }

    int distanceAt(int place) {
        return distances.get(place);
    }

    /** Returns the nodes whose containers the budget left out. */
    IntList frontier() {
        return frontier;
    }

    /** Returns the containment edges of all that is here. */
    IntList edges() {
        return edges;
    }
}
