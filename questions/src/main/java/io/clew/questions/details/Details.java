package io.clew.questions.details;

import io.clew.graph.GraphEdge;
import io.clew.model.Clocks;
import io.clew.model.Viewer;
import io.clew.model.answer.Edge;
import io.clew.model.answer.Node;
import io.clew.questions.node.Value;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;

/** Fills the answers of the graph with what is recorded of their nodes and edges. */
public interface Details {

    /**
     * Returns the number of the viewer's workspace.
     *
     * @throws io.clew.model.ClewException NOT_FOUND when there is none of that name
     */
    int workspaceId(Viewer viewer);

    /**
     * Shows nodes as they were at the clocks, by number; one that is not in the viewer's workspace
     * is absent.
     */
    Map<Integer, Node> nodesById(Viewer viewer, List<Integer> nodes, Clocks clocks);

    /** Shows edges with everyone who asserts them at the clocks; one that nobody does is absent. */
    Map<GraphEdge, Edge> edgesByEnds(Viewer viewer, List<GraphEdge> edges, Clocks clocks);

    /** Shows nodes as they were at the clocks, in the order given. */
    default List<Node> nodes(Viewer viewer, List<Integer> nodes, Clocks clocks) {
        Map<Integer, Node> found = nodesById(viewer, nodes, clocks);
        return nodes.stream().map(found::get).filter(Objects::nonNull).toList();
    }

    /** Shows edges with everyone who asserts them at the clocks, in the order given. */
    default List<Edge> edges(Viewer viewer, List<GraphEdge> edges, Clocks clocks) {
        Map<GraphEdge, Edge> found = edgesByEnds(viewer, edges, clocks);
        return edges.stream().map(found::get).filter(Objects::nonNull).toList();
    }

    /**
     * Returns the values that the attributes of nodes had at the clocks, by number and then by key;
     * a node without any is absent.
     */
    Map<Integer, SortedMap<String, Value>> attributes(Collection<Integer> nodes, Clocks clocks);

    /** Returns the values of some attributes alone, by number and then by key. */
    Map<Integer, SortedMap<String, Value>> attributes(
            Collection<Integer> nodes, Clocks clocks, Collection<String> keys);
}
