package io.clew.graph.traversal;

import io.clew.graph.ColumnEdges;
import io.clew.graph.GraphEdge;
import io.clew.graph.GraphView;
import io.clew.model.Level;
import io.clew.model.NodeKind;
import io.clew.model.answer.Verdict;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Answers a {@link TraversalQuestion}: the nodes in order, their edges, and the verdict.
 *
 * <p>The answer is the same whenever the same prefix of the log is asked, but for a budget's time.
 * Safe for use by many threads.
 */
public final class Traversal {

    private final GraphView view;
    private final Walk walk;
    private final ColumnDetail detail;
    private final Order order;
    private final Verdict verdict;
    private final @Nullable Cut cut;
    private @Nullable PageEdges pageEdges;

    private Traversal(
            GraphView view,
            Walk walk,
            ColumnDetail detail,
            Order order,
            Verdict verdict,
            @Nullable Cut cut) {
        this.view = view;
        this.walk = walk;
        this.detail = detail;
        this.order = order;
        this.verdict = verdict;
        this.cut = cut;
    }

    /** Walks through a view by the rules of a question. */
    public static Traversal of(GraphView view, TraversalQuestion question) {
        return of(view, question, Turns.alone());
    }

    /**
     * Walks through a view by the rules of a question, in its turn.
     *
     * @throws io.clew.model.ClewException UNAVAILABLE when the thread was interrupted or no turn
     *     came
     */
    public static Traversal of(GraphView view, TraversalQuestion question, Turns.Turn turn) {
        return of(view, question, turn, Schemas.UNKNOWN);
    }

    /**
     * Walks the same.
     *
     * @param schemas knows which columns were there to be used
     * @throws io.clew.model.ClewException as the other does
     */
    public static Traversal of(
            GraphView view, TraversalQuestion question, Turns.Turn turn, Schemas schemas) {
        Meter meter = new Meter(question.budget(), question.given(), turn);
        Walk walk = walk(view, question, meter);
        ColumnDetail detail = detail(walk, question, schemas);
        Order order = order(walk, detail, question);
        int excluded = 0;
        IntList more = detail.frontier();
        if (walk.leftOut() && meter.cut() == null) {
            TraversalQuestion whole = question.withFailed();
            Walk all = walk(view, whole, meter);
            excluded = order(all, detail(all, whole, schemas), whole).size() - order.size();
            if (meter.cut() != null) {
                more.addAll(all.unexpanded());
            }
        }
        Verdict verdict = walk.verdict(Math.max(0, excluded), more);
        return new Traversal(view, walk, detail, order, verdict, meter.cut());
    }

    /** A column is asked along columns; all else as if there were none. */
    private static Walk walk(GraphView view, TraversalQuestion question, Meter meter) {
        return Walk.of(
                view,
                question,
                meter,
                isOfColumn(view, question) ? ColumnEdges.ONLY : ColumnEdges.WITHOUT,
                0);
    }

    private static ColumnDetail detail(Walk walk, TraversalQuestion question, Schemas schemas) {
        return question.level() == Level.COLUMN && !isOfColumn(walk.view, question)
                ? ColumnDetail.of(walk, question, schemas)
                : ColumnDetail.nothing(walk, question);
    }

    private static boolean isOfColumn(GraphView view, TraversalQuestion question) {
        return view.kind(question.node()) == NodeKind.COLUMN;
    }

    private static Order order(Walk walk, ColumnDetail detail, TraversalQuestion question) {
        Set<NodeKind> kinds = EnumSet.noneOf(NodeKind.class);
        kinds.addAll(question.kinds());
        if (question.level() == Level.NODE) {
            kinds.remove(NodeKind.COLUMN);
        }
        Order order = new Order(walk.view, question.node());
        IntList nodes = new IntList();
        for (int place = 0; place < walk.layers.size(); place++) {
            nodes.clear();
            for (int node : walk.rules.classes.members(walk.layers.classAt(place))) {
                nodes.add(node);
            }
            detail.at(place, nodes);
            for (int i = 0; i < nodes.size(); i++) {
                int node = nodes.get(i);
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
    public synchronized int[] nodes(int start, int limit) {
        int end = end(start, limit);
        return order.page(Math.min(start, end), end);
    }

    /** Returns the edges of a page: those whose later end is on it, by that end's place. */
    public List<GraphEdge> edges(int start, int limit) {
        return edges(start, limit, 0, Integer.MAX_VALUE);
    }

    /**
     * Returns some edges of a page.
     *
     * @param skipped how many of the edges of the page's first node to leave out
     * @param most how many to return
     */
    public synchronized List<GraphEdge> edges(int start, int limit, int skipped, int most) {
        int end = end(start, limit);
        if (start >= end) {
            return List.of();
        }
        order.page(start, end);
        if (pageEdges == null) {
            pageEdges = new PageEdges(view, order, candidates().distinct());
        }
        return pageEdges.of(start, end, skipped, most);
    }

    private IntList candidates() {
        IntList edges = new IntList();
        edges.addAll(walk.up.edges());
        edges.addAll(walk.down.edges());
        edges.addAll(walk.layers.edges());
        edges.addAll(detail.edges());
        if (walk.rules.showsSameAs) {
            for (int place = 0; place < walk.layers.size(); place++) {
                walk.rules.classes.edges(walk.layers.classAt(place), edges);
            }
        }
        return edges;
    }

    /** Returns the place of a node whose page was asked for. */
    public synchronized int place(int node) {
        return order.placeOrBefore(node);
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
