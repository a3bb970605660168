package io.clew.graph.traversal;

import java.util.BitSet;

/** Holds what a walk from columns reached: classes of nodes, each once in each role. */
final class ColumnPlaces {

    /** How a class was reached; one may be in more than one way. */
    enum Role {
        /** By its columns: a column, its dataset, the versions of that, a maker that told. */
        BY_COLUMN,
        /** As a whole, nobody says by which column. */
        WHOLE,
        /** A column of what was reached as a whole: shown only when something derives from it. */
        PASSED
    }

    private static final Role[] ROLES = Role.values();

    private final IntMap[] byRole = {new IntMap(), new IntMap(), new IntMap()};
    private final IntList classes = new IntList();
    private final IntList roles = new IntList();
    private final IntList distances = new IntList();
    private final IntList hops = new IntList();
    private final Hops way = new Hops();
    private final BitSet silent = new BitSet();

    /** Returns the steps of all ways to places. */
    Hops way() {
        return way;
    }

    /** Says whether a class was reached in a role. */
    boolean has(int of, Role role) {
        return byRole[role.ordinal()].has(of);
    }

    /**
     * Adds a place.
     *
     * @param hop the last step of the way to it
     */
    void add(int of, Role role, int distance, int hop) {
        byRole[role.ordinal()].put(of, classes.size());
        silent.set(classes.size(), role == Role.PASSED);
        classes.add(of);
        roles.add(role.ordinal());
        distances.add(distance);
        hops.add(hop);
    }

    int size() {
        return classes.size();
    }

    int of(int place) {
        return classes.get(place);
    }

    Role role(int place) {
        return ROLES[roles.get(place)];
    }

    int distance(int place) {
        return distances.get(place);
    }

    int hop(int place) {
        return hops.get(place);
    }

    boolean isSilent(int place) {
        return silent.get(place);
    }

    /** Notes that something stands on a place that was only passed. */
    void show(int place) {
        silent.clear(place);
    }

    /** Returns the nearest place of a class, one that is shown where there is one. */
    int placeOf(int of) {
        int best = IntMap.ABSENT;
        for (IntMap places : byRole) {
            int place = places.get(of);
            if (place != IntMap.ABSENT
                    && (best == IntMap.ABSENT
                            || silent.get(best) && !silent.get(place)
                            || silent.get(best) == silent.get(place) && place < best)) {
                best = place;
            }
        }
        return best;
    }
}
