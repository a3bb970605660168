package io.clew.graph.traversal;

import io.clew.graph.ColumnEdges;
import io.clew.graph.EdgeCursor;
import io.clew.graph.GraphView;
import io.clew.model.Direction;
import io.clew.model.EdgeKind;
import io.clew.model.NodeKind;
import io.clew.model.answer.Verdict;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Answers what stands on a node: all that is downstream of it and the containers of that, nearest
 * first; neither the node itself nor, of a container, its members.
 *
 * <p>On a column stand the columns that derive from it, and who made them so; and all else that
 * used the datasets of these, unless its maker told of which columns it is ({@link ColumnReach}).
 *
 * <p>The answer is the same whenever the same prefix of the log is asked, but for a budget's time.
 * Safe for use by many threads.
 */
public final class Impact {

    /** Most nodes of a way that are named: each of ten thousand may be a million edges away. */
    public static final int VIA_MAX = 100;

    private final GraphView view;
    private final int asked;
    private final Walk walk;
    private final @Nullable Certain certain;
    private final Order order;
    private final Map<NodeKind, Integer> counts;
    private final Verdict verdict;
    private final @Nullable Cut cut;

    private Impact(
            GraphView view,
            int asked,
            Walk walk,
            @Nullable Certain certain,
            Order order,
            Map<NodeKind, Integer> counts,
            Verdict verdict,
            @Nullable Cut cut) {
        this.view = view;
        this.asked = asked;
        this.walk = walk;
        this.certain = certain;
        this.order = order;
        this.counts = counts;
        this.verdict = verdict;
        this.cut = cut;
    }

    /** Walks downstream through a view by the rules of a question; its direction does not count. */
    public static Impact of(GraphView view, TraversalQuestion question) {
        return of(view, question, Turns.alone());
    }

    /**
     * Walks the same in the question's turn.
     *
     * @throws io.clew.model.ClewException UNAVAILABLE when the thread was interrupted or no turn
     *     came
     */
    public static Impact of(GraphView view, TraversalQuestion question, Turns.Turn turn) {
        TraversalQuestion downstream = question.going(Direction.DOWNSTREAM);
        Meter meter = new Meter(question.budget(), question.given(), turn);
        ColumnEdges columns =
                view.kind(question.node()) == NodeKind.COLUMN
                        ? ColumnEdges.WITH
                        : ColumnEdges.WITHOUT;
        Walk walk = Walk.of(view, downstream, meter, columns, 1);
        Map<NodeKind, Integer> counts = new EnumMap<>(NodeKind.class);
        Order order = order(walk, downstream, counts);
        int excluded = 0;
        IntList more = new IntList();
        if (walk.leftOut() && meter.cut() == null) {
            TraversalQuestion whole = downstream.withFailed();
            Walk all = Walk.of(view, whole, meter, columns, 1);
            excluded = order(all, whole, new EnumMap<>(NodeKind.class)).size() - order.size();
            if (meter.cut() != null) {
                more = all.unexpanded();
            }
        }
        Verdict verdict = walk.verdict(Math.max(0, excluded), more);
        Certain certain =
                columns == ColumnEdges.WITH
                        ? Certain.of(view, downstream, new Meter(question.budget(), null, turn))
                        : null;
        return new Impact(
                view, question.node(), walk, certain, order, counts, verdict, meter.cut());
    }

    private static Order order(
            Walk walk, TraversalQuestion question, Map<NodeKind, Integer> counts) {
        Order order = new Order(walk.view, question.node());
        for (int place = 0; place < walk.layers.size(); place++) {
            for (int node : walk.rules.classes.members(walk.layers.classAt(place))) {
                NodeKind kind = walk.view.kind(node);
                if (question.kinds().contains(kind)) {
                    order.add(node, walk.layers.distanceAt(place));
                    counts.merge(kind, 1, Integer::sum);
                }
            }
        }
        return order;
    }

    /** Returns how many nodes are affected. */
    public int size() {
        return order.size();
    }

    /** Returns how many nodes are affected, by kind. */
    public Map<NodeKind, Integer> counts() {
        return counts;
    }

    /** Returns the nodes of a page in order: from a place, at most so many; none beyond the end. */
    public synchronized int[] nodes(int start, int limit) {
        int end = (int) Math.min(order.size(), (long) start + limit);
        return order.page(Math.min(start, end), end);
    }

    /** Returns how many edges lie between the asked node and an affected one. */
    public int distance(int node) {
        return order.distance(node);
    }

    /**
     * Returns the nodes between on one shortest way, from the asked node outwards, without both
     * ends, and of a way longer than {@link #VIA_MAX} only the last of it; also the member of an
     * asked container at which the way begins, and other names of one thing where the way changes
     * from one to the other.
     */
    public synchronized int[] via(int node) {
        IntList between = new IntList();
        int target = node;
        IntList steps = steps(node);
        for (int i = 0; i < steps.size() && between.size() < VIA_MAX; i += 2) {
            if (steps.get(i) != target) {
                between.add(steps.get(i));
            }
            target = steps.get(i + 1);
            between.add(target);
        }
        int length = Math.min(between.size(), VIA_MAX);
        if (length > 0 && between.get(length - 1) == asked) {
            length--;
        }
        int[] outwards = new int[length];
        for (int i = 0; i < length; i++) {
            outwards[i] = between.get(length - 1 - i);
        }
        return outwards;
    }

    /** Returns the way to a node backwards, by both ends of each step; containers come last. */
    private IntList steps(int node) {
        IntList steps = new IntList();
        int of = walk.rules.classes.of(node);
        int containment = walk.layers.edgeToContainer(of);
        while (containment != IntMap.ABSENT) {
            steps.add(view.to(containment));
            steps.add(view.from(containment));
            of = walk.rules.classes.of(view.from(containment));
            containment = walk.layers.edgeToContainer(of);
        }
        walk.down.wayBack(of, steps, VIA_MAX);
        return steps;
    }

    /**
     * Says of a node that an asked column affects whether that is told column by column all the
     * way; when not, it may be affected, since somewhere nobody told columns. True where no column
     * was asked.
     */
    public boolean isExact(int node) {
        return certain == null || certain.has(node);
    }

    /**
     * Returns the node on the way to one that is not exact from where on columns are not told, or
     * that node itself; 0 where it is exact, or that part of the way is left out.
     */
    public synchronized int unknownAt(int node) {
        if (certain == null || certain.has(node)) {
            return 0;
        }
        IntList steps = steps(node);
        for (int i = steps.size() - 2; i >= 0; i -= 2) {
            if (!certain.has(steps.get(i))) {
                return steps.get(i);
            }
        }
        return node;
    }

    /** Says whether something deploys a node, by any of its names. */
    public synchronized boolean isDeployed(int node) {
        EdgeCursor deployments = view.cursor(walk.rules.standing.only(Set.of(EdgeKind.DEPLOYS)));
        return Arrays.stream(walk.rules.classes.members(node))
                .anyMatch(
                        member -> {
                            deployments.in(member);
                            return deployments.next();
                        });
    }

    /** Returns how whole the answer is, over all pages. */
    public Verdict verdict() {
        return verdict;
    }

    /** Returns where the budget cut the walk; null when it did not. */
    public @Nullable Cut cut() {
        return cut;
    }
}
