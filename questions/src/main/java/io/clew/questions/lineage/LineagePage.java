package io.clew.questions.lineage;

import io.clew.graph.GraphEdge;
import io.clew.graph.GraphView;
import io.clew.model.Clocks;
import io.clew.model.Direction;
import io.clew.model.Urn;
import io.clew.model.answer.Verdict;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Answers one page of lineage by the numbers of its nodes: what they are is for others to show.
 *
 * @param of the node asked about, the first of the first page's nodes
 * @param verdict of the whole answer, whatever the page
 * @param view the graph that was walked
 * @param clocks the question's clocks; the log position is that of the first page
 * @param nodes breadth first, each distance sorted by URN
 * @param edges each on the page of its later end
 * @param next the cursor of the next page; null on the last
 */
public record LineagePage(
        Urn of,
        Direction direction,
        Verdict verdict,
        GraphView view,
        Clocks clocks,
        List<Integer> nodes,
        List<GraphEdge> edges,
        @Nullable String next) {}
