package io.clew.graph.traversal;

import io.clew.graph.EdgeCursor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Searches ways from effect to cause in a copy of what is upstream, shortest first.
 *
 * <p>A way goes along followed edges and then, once it went up into a container, only further up.
 * So each class has two places in the copy: reached itself, and reached as a container. A way
 * enters no class twice.
 */
final class PathSearch {

    /** Most edges of a way: nobody reads more, and a chain of versions can have millions. */
    static final int LENGTH_MAX = 10_000;

    private static final int FAR = Integer.MAX_VALUE / 2;
    private static final int ROOT = 0;

    private final Rules rules;
    private final Meter tries;
    private final int target;
    private final IntMap reachedPlaces = new IntMap();
    private final IntMap containerPlaces = new IntMap();
    private final IntList classes = new IntList();
    private final IntList distances = new IntList();
    private final IntList tails = new IntList();
    private final IntList heads = new IntList();
    private final IntList edges = new IntList();
    private final IntList frontier = new IntList();
    private int[] starts = {};
    private int[] order = {};
    private boolean[] sorted = {};
    private int[] toTarget = {};
    private boolean tooLong;

    private PathSearch(Rules rules, Meter tries, int target) {
        this.rules = rules;
        this.tries = tries;
        this.target = target;
    }

    /**
     * Copies what is upstream of the starts.
     *
     * @param tries counts what is tried in the copy, which may be done although not all was copied
     * @param target the class to find ways to
     */
    static PathSearch of(Rules rules, Meter tries, Starts starts, int target) {
        PathSearch search = new PathSearch(rules, tries, target);
        search.copy(starts);
        search.link();
        search.measure();
        return search;
    }

    /** The root stands before all starts; a start that is the target is none. */
    private void copy(Starts from) {
        classes.add(0);
        distances.add(-1);
        IntList queue = new IntList();
        for (int i = 0; i < from.classes.size(); i++) {
            int start = from.classes.get(i);
            if (start != target) {
                queue.add(reached(start, 0));
            }
        }
        int startCount = queue.size();
        EdgeCursor along = rules.view.cursor(rules.followed);
        EdgeCursor up = rules.view.cursor(rules.contained);
        for (int i = 0; i < queue.size(); i++) {
            if (!rules.meter.proceed()) {
                stopAt(i, queue);
                break;
            }
            int place = queue.get(i);
            int of = classes.get(place);
            if (of == target) {
                continue;
            }
            boolean reached = reachedPlaces.get(of) == place;
            for (int member : rules.classes.members(of)) {
                if (reached) {
                    along.out(member);
                    while (along.next() && rules.meter.take()) {
                        add(
                                place,
                                i < startCount,
                                rules.classes.of(along.node()),
                                along,
                                true,
                                queue);
                    }
                }
                up.out(member);
                while (up.next() && rules.meter.take()) {
                    add(place, i < startCount, rules.classes.of(up.node()), up, false, queue);
                }
            }
            if (rules.meter.cut() != null) {
                stopAt(i, queue);
                break;
            }
        }
    }

    private void stopAt(int index, IntList queue) {
        for (int i = index; i < queue.size(); i++) {
            for (int member : rules.classes.members(classes.get(queue.get(i)))) {
                frontier.add(member);
            }
        }
    }

    private void add(
            int place,
            boolean start,
            int other,
            EdgeCursor cursor,
            boolean reached,
            IntList queue) {
        if (other == classes.get(place)) {
            return;
        }
        int known = (reached ? reachedPlaces : containerPlaces).get(other);
        int head =
                known != IntMap.ABSENT
                        ? known
                        : reached
                                ? reached(other, distances.get(place) + 1)
                                : container(other, distances.get(place) + 1);
        if (known == IntMap.ABSENT) {
            rules.meter.reached(1);
            queue.add(head);
        }
        add(place, head, cursor.edge());
        if (start) {
            add(ROOT, head, cursor.edge());
        }
    }

    private void add(int tail, int head, int edge) {
        tails.add(tail);
        heads.add(head);
        edges.add(edge);
    }

    private int reached(int of, int distance) {
        reachedPlaces.put(of, classes.size());
        return place(of, distance);
    }

    private int container(int of, int distance) {
        containerPlaces.put(of, classes.size());
        return place(of, distance);
    }

    private int place(int of, int distance) {
        classes.add(of);
        distances.add(distance);
        return classes.size() - 1;
    }

    /** Lays the edges out by the place they leave. */
    private void link() {
        starts = new int[classes.size() + 1];
        sorted = new boolean[classes.size()];
        order = new int[edges.size()];
        layOut(tails, starts, order);
    }

    private static void layOut(IntList ends, int[] starts, int[] order) {
        for (int i = 0; i < ends.size(); i++) {
            starts[ends.get(i) + 1]++;
        }
        for (int place = 1; place < starts.length; place++) {
            starts[place] += starts[place - 1];
        }
        int[] next = starts.clone();
        for (int i = 0; i < ends.size(); i++) {
            order[next[ends.get(i)]++] = i;
        }
    }

    /** Measures how far each place is from the target. */
    private void measure() {
        int[] backStarts = new int[classes.size() + 1];
        int[] backOrder = new int[edges.size()];
        layOut(heads, backStarts, backOrder);
        toTarget = new int[classes.size()];
        Arrays.fill(toTarget, FAR);
        IntList queue = new IntList();
        for (int place : targets()) {
            toTarget[place] = 0;
            queue.add(place);
        }
        for (int i = 0; i < queue.size(); i++) {
            int head = queue.get(i);
            for (int j = backStarts[head]; j < backStarts[head + 1]; j++) {
                int tail = tails.get(backOrder[j]);
                if (toTarget[tail] == FAR) {
                    toTarget[tail] = toTarget[head] + 1;
                    queue.add(tail);
                }
            }
        }
    }

    private int[] targets() {
        return Arrays.stream(new int[] {reachedPlaces.get(target), containerPlaces.get(target)})
                .filter(place -> place != IntMap.ABSENT)
                .toArray();
    }

    /** Looks for gaps in all that was reached itself. */
    void look(Gaps gaps) {
        for (int place = 1; place < classes.size(); place++) {
            if (reachedPlaces.get(classes.get(place)) == place) {
                gaps.look(classes.get(place), distances.get(place));
            }
        }
    }

    /**
     * Returns the shortest ways as numbers of edges, those of one length by the names of their
     * edges: first all of the least length, then of the next.
     */
    List<int[]> shortest(int count) {
        List<int[]> ways = new ArrayList<>();
        int length = toTarget[ROOT];
        while (length <= LENGTH_MAX && ways.size() < count) {
            length = collect(length, count, ways);
        }
        tooLong = length > LENGTH_MAX && length < FAR;
        return ways;
    }

    /** Says whether there are only ways left that are longer than any that is shown. */
    boolean tooLong() {
        return tooLong;
    }

    /** Returns the nodes that the budget left unsearched. */
    IntList frontier() {
        return frontier;
    }

    /** Adds the ways of one length, depth first; returns the next length that may have any. */
    private int collect(int length, int count, List<int[]> ways) {
        int nextLength = FAR;
        IntMap entered = new IntMap();
        entered.put(rules.asked, 1);
        int[] places = new int[length + 1];
        int[] cursors = new int[length + 1];
        int[] taken = new int[length];
        int depth = 0;
        places[0] = ROOT;
        cursors[0] = open(ROOT);
        while (depth >= 0) {
            if (!tries.proceed()) {
                leaveUntried(depth, places);
                return FAR;
            }
            tries.took();
            int place = places[depth];
            if (cursors[depth] == starts[place + 1]) {
                leave(depth, places, taken, entered);
                depth--;
                continue;
            }
            int link = order[cursors[depth]++];
            int head = heads.get(link);
            int shortest = depth + 1 + toTarget[head];
            if (shortest > length) {
                nextLength = Math.min(nextLength, shortest);
                continue;
            }
            int begin = depth == 0 ? rules.classes.of(rules.view.from(edges.get(link))) : 0;
            int of = classes.get(head);
            if (entered.get(of) > 0 || begin == of) {
                continue;
            }
            taken[depth] = edges.get(link);
            if (of == target) {
                if (depth + 1 == length) {
                    ways.add(Arrays.copyOf(taken, length));
                    if (ways.size() == count) {
                        return FAR;
                    }
                }
                continue;
            }
            if (depth == 0) {
                enter(entered, begin, 1);
            }
            enter(entered, of, 1);
            depth++;
            places[depth] = head;
            cursors[depth] = open(head);
        }
        return nextLength;
    }

    /** What the way being tried leads over is not done with. */
    private void leaveUntried(int depth, int[] places) {
        for (int i = 1; i <= depth; i++) {
            for (int member : rules.classes.members(classes.get(places[i]))) {
                frontier.add(member);
            }
        }
    }

    private void leave(int depth, int[] places, int[] taken, IntMap entered) {
        if (depth > 0) {
            enter(entered, classes.get(places[depth]), -1);
        }
        if (depth == 1) {
            enter(entered, rules.classes.of(rules.view.from(taken[0])), -1);
        }
    }

    private static void enter(IntMap entered, int of, int more) {
        entered.put(of, Math.max(0, entered.get(of)) + more);
    }

    /** Sorts the edges that leave a place when it is first come to, and returns the first. */
    private int open(int place) {
        if (!sorted[place]) {
            sorted[place] = true;
            Integer[] links = new Integer[starts[place + 1] - starts[place]];
            Arrays.setAll(links, i -> order[starts[place] + i]);
            Arrays.sort(
                    links,
                    Comparator.<Integer, String>comparing(
                                    link -> rules.view.urnText(rules.view.from(edges.get(link))))
                            .thenComparing(
                                    link -> rules.view.urnText(rules.view.to(edges.get(link))))
                            .thenComparing(link -> rules.view.edgeKind(edges.get(link))));
            for (int i = 0; i < links.length; i++) {
                order[starts[place] + i] = links[i];
            }
        }
        return starts[place];
    }
}
