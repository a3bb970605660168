package io.clew.graph.traversal;

/** What a walk in one direction came to: classes by place, nearest first. */
interface Reached {

    /** Returns how many classes were reached. */
    int size();

    /** Says whether the class at a place is passed through but not shown. */
    boolean isSilent(int place);

    /** Returns a class by its place, nearest first. */
    int classAt(int place);

    /** Returns how many edges lie between the starts and the class at a place. */
    int distanceAt(int place);

    /** Returns the place of a class, or {@link IntMap#ABSENT}. */
    int placeOf(int of);

    /** Returns the edges met on the way, also those that lead beyond what was reached. */
    IntList edges();

    /** Returns the nodes that were reached but not followed further, though there is more. */
    IntList frontier();

    /** Says whether an attempt was left out. */
    boolean leftOut();

    /**
     * Adds the way to a class, backwards: of each step the node it leads to, then the one it comes
     * from.
     *
     * @param most most steps; the beginning of a longer way is left out
     */
    void wayBack(int of, IntList steps, int most);

    /** Says whether a class was reached nearer than a distance. */
    default boolean isNearer(int of, int distance) {
        int place = placeOf(of);
        return place != IntMap.ABSENT && distanceAt(place) < distance;
    }
}
