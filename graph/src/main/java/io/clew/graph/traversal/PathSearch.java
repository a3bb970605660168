package io.clew.graph.traversal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Searches ways from effect to cause, shortest first, in a {@link PathGraph} that grows only as far
 * as the ways that are asked for lead. A way enters no class twice.
 */
final class PathSearch {

    /** Most edges of a way: nobody reads more, and a chain of versions can have millions. */
    static final int LENGTH_MAX = 10_000;

    /** Stands for the place before all starts. */
    private static final int ROOT = -1;

    private final Rules rules;
    private final Meter tries;
    private final int target;
    private final PathGraph graph;
    private final Map<Integer, int[]> sorted = new HashMap<>();
    private final IntList untried = new IntList();
    private final List<int[]> ways = new ArrayList<>();
    private boolean tooLong;

    /**
     * Begins without a way.
     *
     * @param tries counts what is tried in the copy, which may be done although not all was copied
     * @param target the class to find ways to
     */
    PathSearch(Rules rules, Meter tries, Starts starts, int target) {
        this.rules = rules;
        this.tries = tries;
        this.target = target;
        this.graph = new PathGraph(rules, starts, target);
    }

    /**
     * Returns the shortest ways as numbers of edges, those of one length by the names of their
     * edges: first all of the least length, then of the next.
     */
    List<int[]> shortest(int count) {
        boolean more = true;
        while (more && !graph.hasTarget()) {
            more = graph.grow(false);
        }
        int length = 1;
        while (ways.size() < count && length < PathGraph.FAR && graph.hasTarget()) {
            graph.measure();
            sorted.clear();
            while (ways.size() < count && length <= Math.min(graph.horizon(), LENGTH_MAX)) {
                length = Math.max(length + 1, collect(length, count));
            }
            if (graph.horizon() >= PathGraph.FAR || tries.cut() != null) {
                break;
            }
            length = Math.min(length, graph.horizon() + 1);
            growTwice();
        }
        tooLong = ways.size() < count && length > LENGTH_MAX && length < PathGraph.FAR;
        return ways;
    }

    /**
     * Grows to about twice the size, so that measuring anew costs no more than growing; to all that
     * there is before the greatest length, to know whether anything is longer.
     */
    private void growTwice() {
        int enough = 2 * graph.size();
        boolean more = true;
        while (more && graph.size() < enough) {
            more = graph.grow(graph.horizon() >= LENGTH_MAX / 2);
        }
    }

    /** Looks for gaps in all that was searched for the ways found. */
    void look(Gaps gaps, int count) {
        boolean isDone = !ways.isEmpty() && ways.size() >= count;
        graph.look(gaps, isDone ? ways.getLast().length : Integer.MAX_VALUE);
    }

    /** Says whether there are only ways left that are longer than any that is shown. */
    boolean tooLong() {
        return tooLong;
    }

    /** Returns the nodes that the budget left unsearched. */
    IntList frontier() {
        IntList frontier = new IntList();
        frontier.addAll(graph.frontier());
        frontier.addAll(untried);
        return frontier;
    }

    /** Adds the ways of one length, depth first; returns the next length that may have any. */
    private int collect(int length, int count) {
        int nextLength = PathGraph.FAR;
        IntMap entered = new IntMap();
        entered.put(rules.asked, 1);
        int[] places = new int[length + 1];
        int[] nexts = new int[length + 1];
        int[] taken = new int[length];
        int depth = 0;
        places[0] = ROOT;
        while (depth >= 0) {
            if (!tries.proceed()) {
                leaveUntried(depth, places);
                return PathGraph.FAR;
            }
            tries.took();
            int[] links = links(places[depth]);
            if (nexts[depth] == links.length) {
                leave(depth, places, taken, entered);
                depth--;
                continue;
            }
            int link = links[nexts[depth]++];
            int head = graph.head(link);
            int shortest = depth + 1 + graph.toTarget(head);
            if (shortest > length) {
                nextLength = Math.min(nextLength, shortest);
                continue;
            }
            int begin = depth == 0 ? graph.tailClass(link) : 0;
            int of = graph.classAt(head);
            if (entered.get(of) > 0 || begin == of) {
                continue;
            }
            taken[depth] = link;
            if (of == target) {
                if (depth + 1 == length) {
                    ways.add(Arrays.stream(taken).map(graph::edge).toArray());
                    if (ways.size() == count) {
                        return PathGraph.FAR;
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
            nexts[depth] = 0;
        }
        return nextLength;
    }

    /** What the way being tried leads over is not done with. */
    private void leaveUntried(int depth, int[] places) {
        for (int i = 1; i <= depth; i++) {
            for (int member : rules.classes.members(graph.classAt(places[i]))) {
                untried.add(member);
            }
        }
    }

    private void leave(int depth, int[] places, int[] taken, IntMap entered) {
        if (depth > 0) {
            enter(entered, graph.classAt(places[depth]), -1);
        }
        if (depth == 1) {
            enter(entered, graph.tailClass(taken[0]), -1);
        }
    }

    private static void enter(IntMap entered, int of, int more) {
        entered.put(of, Math.max(0, entered.get(of)) + more);
    }

    /** Returns the links that leave a place, sorted by the names of their edges. */
    private int[] links(int place) {
        int[] known = sorted.get(place);
        if (known != null) {
            return known;
        }
        Integer[] links = new Integer[graph.end(place) - graph.first(place)];
        Arrays.setAll(links, i -> graph.first(place) + i);
        Arrays.sort(
                links,
                Comparator.<Integer, String>comparing(
                                link -> rules.view.urnText(rules.view.from(graph.edge(link))))
                        .thenComparing(link -> rules.view.urnText(rules.view.to(graph.edge(link))))
                        .thenComparing(link -> rules.view.edgeKind(graph.edge(link))));
        int[] inOrder = Arrays.stream(links).mapToInt(Integer::intValue).toArray();
        sorted.put(place, inOrder);
        return inOrder;
    }
}
