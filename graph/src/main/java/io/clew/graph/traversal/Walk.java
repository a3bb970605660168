package io.clew.graph.traversal;

import io.clew.graph.ColumnEdges;
import io.clew.graph.GraphView;
import io.clew.model.Direction;
import io.clew.model.answer.Verdict;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** Walks once from the starts of a question: both directions, containers, and what is missing. */
final class Walk {

    final GraphView view;
    final Rules rules;
    final Starts starts;
    final Reached up;
    final Reached down;
    final Layers layers;

    private Walk(
            GraphView view, Rules rules, Starts starts, Reached up, Reached down, Layers layers) {
        this.view = view;
        this.rules = rules;
        this.starts = starts;
        this.up = up;
        this.down = down;
        this.layers = layers;
    }

    /**
     * Walks and keeps what is at a distance or farther.
     *
     * @param columns which edges it follows
     */
    static Walk of(
            GraphView view,
            TraversalQuestion question,
            Meter meter,
            ColumnEdges columns,
            int nearest) {
        Rules rules = new Rules(view, question, meter, columns);
        Starts starts = Starts.of(rules, question.failed());
        boolean failed = question.failed();
        int depth = question.depth();
        Reached up =
                question.direction() == Direction.DOWNSTREAM
                        ? Reach.nothing(rules)
                        : Reach.of(rules, starts, true, failed, depth);
        Reached down =
                question.direction() == Direction.UPSTREAM
                        ? Reach.nothing(rules)
                        : columns == ColumnEdges.WITH
                                ? ColumnReach.of(rules, starts, failed)
                                : Reach.of(rules, starts, false, failed, depth);
        return new Walk(view, rules, starts, up, down, Layers.of(rules, up, down, nearest));
    }

    /** Says whether attempts were left out. */
    boolean leftOut() {
        return starts.leftOut || up.leftOut() || down.leftOut();
    }

    /** Returns the nodes that were reached but not followed further, though there is more. */
    IntList unexpanded() {
        IntList nodes = new IntList();
        nodes.addAll(up.frontier());
        nodes.addAll(down.frontier());
        nodes.addAll(layers.frontier());
        return nodes;
    }

    /**
     * Judges how whole the answer is.
     *
     * @param excluded how many nodes were left out as attempts
     * @param more further nodes that were not expanded
     */
    Verdict verdict(int excluded, IntList more) {
        Gaps gaps = new Gaps(rules);
        for (int place = 0; place < up.size(); place++) {
            gaps.look(up.classAt(place), distance(up.classAt(place)));
        }
        for (int place = 0; place < down.size(); place++) {
            gaps.look(down.classAt(place), distance(down.classAt(place)));
        }
        return verdict(frontier(more), gaps.all(), excluded);
    }

    private Verdict verdict(Verdict.Frontier frontier, Verdict.Gaps gaps, int excluded) {
        String reason = rules.meter.reason();
        return verdict(
                reason == null && frontier.count() > 0 ? "depth" : reason,
                frontier,
                gaps,
                excluded);
    }

    static Verdict verdict(
            @Nullable String reason, Verdict.Frontier frontier, Verdict.Gaps gaps, int excluded) {
        Verdict.State state =
                reason != null
                        ? Verdict.State.TRUNCATED
                        : gaps.count() > 0 ? Verdict.State.UNKNOWN : Verdict.State.COMPLETE;
        return new Verdict(state, reason, frontier, gaps, excluded);
    }

    private Verdict.Frontier frontier(IntList more) {
        IntList all = unexpanded();
        all.addAll(more);
        if (rules.meter.cut() != null && all.size() == 0) {
            // Cut while it was judged what is real: from the asked node on nothing is certain.
            all.add(rules.asked);
        }
        Nearest<Integer> nearest =
                new Nearest<>(
                        Verdict.LISTED_MAX,
                        Comparator.<Integer>comparingInt(node -> distance(rules.classes.of(node)))
                                .thenComparing(view::urnText));
        for (int node : all.distinct()) {
            rules.meter.tick();
            nearest.add(node);
        }
        return new Verdict.Frontier(
                nearest.count(), nearest.first().stream().map(view::urn).toList());
    }

    private int distance(int of) {
        return Math.min(distance(up, of), distance(down, of));
    }

    private static int distance(Reached reach, int of) {
        int place = reach.placeOf(of);
        return place == IntMap.ABSENT ? Integer.MAX_VALUE : reach.distanceAt(place);
    }
}
