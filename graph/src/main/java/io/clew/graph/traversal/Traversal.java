package io.clew.graph.traversal;

import io.clew.graph.GraphView;
import io.clew.model.NodeKind;
import io.clew.model.answer.Verdict;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Answers a {@link TraversalQuestion}: the nodes in order, their edges, and the verdict.
 *
 * <p>The answer is the same whenever the same prefix of the log is asked, but for a budget's time.
 * For one thread.
 */
public final class Traversal {

    private final GraphView view;
    private final Walk walk;
    private final Order order;
    private final Verdict verdict;
    private final @Nullable Cut cut;

    private Traversal(GraphView view, Walk walk, Order order, Verdict verdict, @Nullable Cut cut) {
        this.view = view;
        this.walk = walk;
        this.order = order;
        this.verdict = verdict;
        this.cut = cut;
    }

    /** Walks through a view by the rules of a question. */
    public static Traversal of(GraphView view, TraversalQuestion question) {
        Meter meter = new Meter(question.budget(), question.given());
        Walk walk = Walk.of(view, question, meter, 0);
        Order order = order(walk, question);
        int excluded = 0;
        if (walk.leftOut()) {
            TraversalQuestion whole = question.withFailed();
            excluded = order(Walk.of(view, whole, meter, 0), whole).size() - order.size();
        }
        Verdict verdict = walk.verdict(Math.max(0, excluded));
        return new Traversal(view, walk, order, verdict, meter.cut());
    }

    private static Order order(Walk walk, TraversalQuestion question) {
        Set<NodeKind> kinds = question.kinds();
        Order order = new Order(walk.view, question.node());
        for (int place = 0; place < walk.layers.size(); place++) {
            for (int node : walk.rules.classes.members(walk.layers.classAt(place))) {
                if (node == question.node() || kinds.contains(walk.view.kind(node))) {
                    order.add(node, walk.layers.distanceAt(place));
                }
            }
        }
        return order;
    }

    /** Returns how many nodes the whole answer shows. */
    public int size() {
        return order.size();
    }

    /** Returns the nodes of a page in order: from a place, at most so many; none beyond the end. */
    public int[] nodes(int start, int limit) {
        int end = end(start, limit);
        return order.page(Math.min(start, end), end);
    }

    /** Returns the edges of a page: those whose later end is on it, by that end's place. */
    public int[] edges(int start, int limit) {
        int end = end(start, limit);
        order.page(Math.min(start, end), end);
        int[] all = candidates().distinct();
        long[] keyed = new long[all.length];
        int kept = 0;
        for (int edge : all) {
            if (order.has(view.from(edge)) && order.has(view.to(edge))) {
                int later = order.later(view.from(edge), view.to(edge));
                if (later >= start && later < end) {
                    keyed[kept++] = (long) later << 32 | edge;
                }
            }
        }
        Arrays.sort(keyed, 0, kept);
        int[] edges = new int[kept];
        Arrays.setAll(edges, i -> (int) keyed[i]);
        return edges;
    }

    private IntList candidates() {
        IntList edges = new IntList();
        edges.addAll(walk.up.edges());
        edges.addAll(walk.down.edges());
        edges.addAll(walk.layers.edges());
        if (walk.rules.showsSameAs) {
            for (int place = 0; place < walk.layers.size(); place++) {
                walk.rules.classes.edges(walk.layers.classAt(place), edges);
            }
        }
        return edges;
    }

    private int end(int start, int limit) {
        return (int) Math.min(order.size(), (long) start + limit);
    }

    /** Returns how many edges lie between the asked node and a node of the answer. */
    public int distance(int node) {
        return order.distance(node);
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
