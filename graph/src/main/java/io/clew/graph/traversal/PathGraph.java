package io.clew.graph.traversal;

import io.clew.graph.ColumnEdges;
import io.clew.graph.EdgeCursor;
import io.clew.model.EdgeKind;
import io.clew.model.NodeKind;
import java.util.Arrays;
import java.util.Set;

/**
 * Copies what is upstream of where ways begin, nearest first and no more than is asked for.
 *
 * <p>A way goes along followed edges and then, once it went up into a container, only further up.
 * Where an end is a column there is one way down: a version or a dataset that is on a way leads
 * over the dataset to its columns; and a column shares what its dataset as a whole derives from. So
 * a class has up to four places in the copy, by how it was come to.
 */
final class PathGraph {

    /** How far a place is from the target when no way is known. */
    static final int FAR = Integer.MAX_VALUE / 2;

    private enum Role {
        /** Along an edge. */
        REACHED,
        /** As a container. */
        CONTAINER,
        /** A dataset, from its version. */
        OF_VERSION,
        /** A dataset, from its column. */
        OF_COLUMN
    }

    private static final Role[] ROLES = Role.values();

    private final Rules rules;
    private final int target;
    private final boolean ofColumns;
    private final EdgeCursor along;
    private final EdgeCursor up;
    private final EdgeCursor down;
    private final IntMap[] placesByRole = {new IntMap(), new IntMap(), new IntMap(), new IntMap()};
    private final IntList classes = new IntList();
    private final IntList roles = new IntList();
    private final IntList distances = new IntList();

    /** The first link that leaves each place that was expanded, and the end of all. */
    private final IntList firsts = new IntList();

    private final IntList tails = new IntList();
    private final IntList heads = new IntList();
    private final IntList edges = new IntList();
    private final IntList frontier = new IntList();
    private final int startCount;
    private int expanded;
    private int horizon;
    private boolean cut;
    private int[] toTarget = {};

    /**
     * Begins at the starts; one that is the target is none.
     *
     * @param target the class to find ways to
     */
    PathGraph(Rules rules, Starts starts, int target) {
        this.rules = rules;
        this.target = target;
        this.ofColumns = rules.columns == ColumnEdges.WITH;
        this.along = rules.view.cursor(rules.followed);
        this.up = rules.view.cursor(rules.contained);
        this.down = rules.view.cursor(rules.members.only(Set.of(EdgeKind.PART_OF)));
        for (int i = 0; i < starts.classes.size(); i++) {
            if (starts.classes.get(i) != target) {
                place(starts.classes.get(i), Role.REACHED, 0);
            }
        }
        this.startCount = classes.size();
        firsts.add(0);
    }

    /**
     * Copies one distance more, or all that is left.
     *
     * @return false when there was no more
     */
    boolean grow(boolean all) {
        boolean grew = expanded < classes.size() && !cut;
        while (expanded < classes.size() && !cut && (all || distances.get(expanded) == horizon)) {
            if (!rules.meter.proceed()) {
                cut = true;
                break;
            }
            if (classes.get(expanded) != target) {
                expand(expanded);
            }
            if (rules.meter.cut() != null) {
                cut = true;
            }
            firsts.add(edges.size());
            expanded++;
        }
        horizon = expanded < classes.size() ? distances.get(expanded) : FAR;
        if (cut) {
            stop();
        }
        return grew;
    }

    private void stop() {
        int from = Math.max(0, expanded - 1);
        for (int place = from; place < classes.size(); place++) {
            for (int member : rules.classes.members(classes.get(place))) {
                frontier.add(member);
            }
        }
        while (firsts.size() <= classes.size()) {
            firsts.add(edges.size());
        }
        horizon = FAR;
    }

    private void expand(int place) {
        Role role = ROLES[roles.get(place)];
        boolean isStart = place < startCount;
        for (int member : rules.classes.members(classes.get(place))) {
            boolean isDataset = rules.view.kind(member) == NodeKind.DATASET;
            if (role != Role.CONTAINER) {
                along(member, place, role == Role.REACHED);
            }
            up(member, place, role);
            boolean standsForColumns = role == Role.REACHED || role == Role.OF_VERSION;
            if (ofColumns && isDataset && standsForColumns && !isStart) {
                down(member, place);
            }
        }
    }

    /** Follows edges; of a dataset that was come to as a container only those of columns. */
    private void along(int member, int place, boolean all) {
        along.out(member);
        while (along.next() && rules.meter.take()) {
            if (all || rules.view.kind(along.node()) == NodeKind.COLUMN) {
                link(place, along, Role.REACHED);
            }
        }
    }

    private void up(int member, int place, Role role) {
        NodeKind kind = rules.view.kind(member);
        up.out(member);
        while (up.next() && rules.meter.take()) {
            boolean toDataset =
                    ofColumns
                            && role == Role.REACHED
                            && rules.view.kind(up.node()) == NodeKind.DATASET;
            Role as = Role.CONTAINER;
            if (toDataset && kind == NodeKind.DATASET_VERSION && up.kind() == EdgeKind.VERSION_OF) {
                as = Role.OF_VERSION;
            } else if (toDataset && kind == NodeKind.COLUMN && up.kind() == EdgeKind.PART_OF) {
                as = Role.OF_COLUMN;
            }
            link(place, up, as);
        }
    }

    private void down(int dataset, int place) {
        down.in(dataset);
        while (down.next() && rules.meter.take()) {
            if (rules.view.kind(down.node()) == NodeKind.COLUMN) {
                link(place, down, Role.REACHED);
            }
        }
    }

    private void link(int place, EdgeCursor cursor, Role role) {
        int other = rules.classes.of(cursor.node());
        if (other == classes.get(place)) {
            return;
        }
        int head = placesByRole[role.ordinal()].get(other);
        if (head == IntMap.ABSENT) {
            rules.meter.reached(1);
            head = place(other, role, distances.get(place) + 1);
        }
        tails.add(place);
        heads.add(head);
        edges.add(cursor.edge());
    }

    private int place(int of, Role role, int distance) {
        placesByRole[role.ordinal()].put(of, classes.size());
        classes.add(of);
        roles.add(role.ordinal());
        distances.add(distance);
        return classes.size() - 1;
    }

    /** Measures how far each place is from the target, in what is copied. */
    void measure() {
        int[] starts = new int[classes.size() + 1];
        for (int i = 0; i < heads.size(); i++) {
            starts[heads.get(i) + 1]++;
        }
        for (int place = 1; place < starts.length; place++) {
            starts[place] += starts[place - 1];
        }
        int[] next = starts.clone();
        int[] order = new int[heads.size()];
        for (int i = 0; i < heads.size(); i++) {
            order[next[heads.get(i)]++] = i;
        }
        toTarget = new int[classes.size()];
        Arrays.fill(toTarget, FAR);
        IntList queue = new IntList();
        for (IntMap places : placesByRole) {
            int place = places.get(target);
            if (place != IntMap.ABSENT) {
                toTarget[place] = 0;
                queue.add(place);
            }
        }
        for (int i = 0; i < queue.size(); i++) {
            int head = queue.get(i);
            for (int j = starts[head]; j < starts[head + 1]; j++) {
                int tail = tails.get(order[j]);
                if (toTarget[tail] == FAR) {
                    toTarget[tail] = toTarget[head] + 1;
                    queue.add(tail);
                }
            }
        }
    }

    /** Says whether the target was come to. */
    boolean hasTarget() {
        return Arrays.stream(placesByRole).anyMatch(places -> places.has(target));
    }

    /** Returns how many edges a way has at most that is in the copy for certain. */
    int horizon() {
        return horizon;
    }

    /** Returns how many links are copied. */
    int size() {
        return edges.size();
    }

    /** Returns the links that leave the starts, or a place, as a first and an end. */
    int first(int place) {
        return place < 0 ? 0 : firsts.get(place);
    }

    /** Returns the end of the links that leave a place, or the starts. */
    int end(int place) {
        int last = place < 0 ? startCount : place + 1;
        return last < firsts.size() ? firsts.get(last) : edges.size();
    }

    int head(int link) {
        return heads.get(link);
    }

    int edge(int link) {
        return edges.get(link);
    }

    /** Returns the class that a link leaves. */
    int tailClass(int link) {
        return classes.get(tails.get(link));
    }

    int classAt(int place) {
        return classes.get(place);
    }

    /** Returns how far the target is from a place, as measured last. */
    int toTarget(int place) {
        return toTarget[place];
    }

    /** Looks for gaps in what was reached along edges up to a distance. */
    void look(Gaps gaps, int farthest) {
        for (int place = 0; place < classes.size(); place++) {
            if (roles.get(place) == Role.REACHED.ordinal() && distances.get(place) <= farthest) {
                gaps.look(classes.get(place), distances.get(place));
            }
        }
    }

    /** Returns the nodes that the budget left unsearched. */
    IntList frontier() {
        return frontier;
    }
}
