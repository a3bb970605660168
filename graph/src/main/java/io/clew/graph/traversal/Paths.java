package io.clew.graph.traversal;

import io.clew.graph.ColumnEdges;
import io.clew.graph.EdgeFilter;
import io.clew.graph.GraphView;
import io.clew.model.Clocks;
import io.clew.model.Direction;
import io.clew.model.Level;
import io.clew.model.NodeKind;
import io.clew.model.answer.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Answers how two nodes hang together: ways from effect to cause, or the other way round when there
 * is none. Runs that failed are on the way like all others; columns only where an end is one.
 */
public final class Paths {

    private final GraphView view;
    private final ColumnEdges columns;
    private final Meter meter;
    private final Clocks clocks;
    private final List<int[]> ways = new ArrayList<>();
    private final IntList frontier = new IntList();
    private final Gaps gaps;
    private final int from;
    private final Budget budget;
    private final Turns.Turn turn;
    private boolean tooLong;
    private @Nullable String cutWhileTrying;

    private Paths(GraphView view, int from, ColumnEdges columns, Budget budget, Turns.Turn turn) {
        this.view = view;
        this.columns = columns;
        this.from = from;
        this.budget = budget;
        this.turn = turn;
        this.meter = new Meter(budget, null, turn);
        this.clocks = new Clocks(null, view.position());
        this.gaps = new Gaps(rules(from));
    }

    /**
     * Searches.
     *
     * @param count most ways to return
     */
    public static Paths of(GraphView view, int from, int to, int count, Budget budget) {
        return of(view, from, to, count, budget, Turns.alone());
    }

    /**
     * Searches in the question's turn.
     *
     * @throws io.clew.model.ClewException UNAVAILABLE when the thread was interrupted or no turn
     *     came
     */
    public static Paths of(
            GraphView view, int from, int to, int count, Budget budget, Turns.Turn turn) {
        boolean ofColumns = view.kind(from) == NodeKind.COLUMN || view.kind(to) == NodeKind.COLUMN;
        ColumnEdges columns = ofColumns ? ColumnEdges.WITH : ColumnEdges.WITHOUT;
        Paths paths = new Paths(view, from, columns, budget, turn);
        paths.search(from, to, count);
        if (paths.ways.isEmpty() && !paths.tooLong) {
            paths.search(to, from, count);
        }
        return paths;
    }

    private void search(int from, int to, int count) {
        Rules rules = rules(from);
        SameAsWays names = new SameAsWays(rules);
        int target = rules.classes.of(to);
        if (rules.asked == target) {
            if (from != to) {
                ways.add(names.between(from, to));
            }
            return;
        }
        Meter tries = new Meter(budget, null, turn);
        PathSearch search = new PathSearch(rules, tries, Starts.of(rules, true), target);
        for (int[] way : search.shortest(count)) {
            ways.add(names.join(way, from, to));
        }
        search.look(gaps, count);
        tooLong |= search.tooLong();
        cutWhileTrying = cutWhileTrying == null ? tries.reason() : cutWhileTrying;
        frontier.addAll(search.frontier());
    }

    private Rules rules(int asked) {
        return new Rules(
                view,
                new TraversalQuestion(
                        asked,
                        Direction.UPSTREAM,
                        Integer.MAX_VALUE,
                        EnumSet.allOf(NodeKind.class),
                        EdgeFilter.at(clocks),
                        Level.NODE,
                        true,
                        Budget.DEFAULT,
                        null),
                meter,
                columns);
    }

    /**
     * Returns the ways, each the numbers of its edges in order, shortest first; the same-as edges
     * on it cost nothing.
     */
    public List<int[]> ways() {
        return ways;
    }

    /** Returns how whole the answer is, by all that was searched. */
    public Verdict verdict() {
        @Nullable String reason = meter.reason() == null ? cutWhileTrying : meter.reason();
        if (reason != null && frontier.size() == 0) {
            frontier.add(from);
        }
        int[] nodes = frontier.distinct();
        if (reason == null && tooLong) {
            reason = "more than " + PathSearch.LENGTH_MAX + " edges on a way";
        }
        return Walk.verdict(
                reason,
                new Verdict.Frontier(
                        nodes.length,
                        Arrays.stream(nodes)
                                .mapToObj(view::urn)
                                .sorted()
                                .limit(Verdict.LISTED_MAX)
                                .toList()),
                gaps.all(),
                0);
    }
}
