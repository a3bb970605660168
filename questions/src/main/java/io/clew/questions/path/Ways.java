package io.clew.questions.path;

import io.clew.graph.GraphEdge;
import io.clew.graph.GraphView;
import io.clew.model.Clocks;
import io.clew.model.answer.Verdict;
import java.util.List;

/**
 * Answers how two things hang together by the numbers of nodes: what the edges are is for others to
 * show.
 *
 * @param view the graph that was searched
 * @param clocks what was known then
 * @param ways from effect to cause, shortest first, each its edges in order
 * @param verdict of all that was searched
 */
public record Ways(GraphView view, Clocks clocks, List<List<GraphEdge>> ways, Verdict verdict) {

    /** Returns each edge of the ways once. */
    public List<GraphEdge> edges() {
        return ways.stream().flatMap(List::stream).distinct().toList();
    }
}
