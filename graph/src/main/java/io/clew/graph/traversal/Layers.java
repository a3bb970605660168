package io.clew.graph.traversal;

import io.clew.graph.EdgeCursor;

/**
 * Joins what was reached upstream and downstream and adds the containers of all that, and theirs,
 * whatever the depth: every class once, nearest first.
 */
final class Layers {

    private final Rules rules;
    private final IntMap places = new IntMap();
    private final IntList classes = new IntList();
    private final IntList distances = new IntList();
    private final IntList containers = new IntList();
    private final IntList containerDistances = new IntList();
    private final IntList edges = new IntList();

    private Layers(Rules rules) {
        this.rules = rules;
    }

    /** Joins; each reach and the containers found on the way come nearest first, so it merges. */
    static Layers of(Rules rules, Reach up, Reach down) {
        Layers layers = new Layers(rules);
        EdgeCursor cursor = rules.view.cursor(rules.contained);
        int u = 0;
        int d = 0;
        int c = 0;
        while (u < up.size() || d < down.size() || c < layers.containers.size()) {
            int upDistance = u < up.size() ? up.distanceAt(u) : Integer.MAX_VALUE;
            int downDistance = d < down.size() ? down.distanceAt(d) : Integer.MAX_VALUE;
            int containerDistance =
                    c < layers.containers.size()
                            ? layers.containerDistances.get(c)
                            : Integer.MAX_VALUE;
            if (upDistance <= downDistance && upDistance <= containerDistance) {
                layers.add(up.classAt(u++), upDistance, cursor);
            } else if (downDistance <= containerDistance) {
                layers.add(down.classAt(d++), downDistance, cursor);
            } else {
                layers.add(layers.containers.get(c++), containerDistance, cursor);
            }
        }
        return layers;
    }

    private void add(int of, int distance, EdgeCursor cursor) {
        if (!places.putIfAbsent(of, classes.size())) {
            return;
        }
        classes.add(of);
        distances.add(distance);
        long before = cursor.examined();
        for (int member : rules.classes.members(of)) {
            cursor.out(member);
            while (cursor.next()) {
                edges.add(cursor.edge());
                int container = rules.classes.of(cursor.node());
                if (!places.has(container)) {
                    containers.add(container);
                    containerDistances.add(distance + 1);
                }
            }
        }
        rules.meter.examined(cursor.examined() - before);
    }

    int size() {
        return classes.size();
    }

    int classAt(int place) {
        return classes.get(place);
    }

    int distanceAt(int place) {
        return distances.get(place);
    }

    /** Returns the distance of a class that is here. */
    int distanceOf(int of) {
        return distances.get(places.get(of));
    }

    /** Returns the containment edges of all that is here. */
    IntList edges() {
        return edges;
    }
}
