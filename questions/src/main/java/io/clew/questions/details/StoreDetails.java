package io.clew.questions.details;

import io.clew.graph.GraphEdge;
import io.clew.model.Clocks;
import io.clew.model.EdgeKind;
import io.clew.model.Viewer;
import io.clew.model.Workspace;
import io.clew.model.answer.Edge;
import io.clew.model.answer.Node;
import io.clew.questions.edge.Link;
import io.clew.questions.edge.Links;
import io.clew.questions.node.AttributeValues;
import io.clew.questions.node.NodeDetails;
import io.clew.questions.node.Value;
import io.clew.questions.rows.NodeRows;
import io.clew.store.Store;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Reads details from the store. */
public final class StoreDetails implements Details {

    private final Store store;

    /** Numbers of workspaces never change, and there are few. */
    private final Map<Workspace, Integer> workspaces = new ConcurrentHashMap<>();

    public StoreDetails(Store store) {
        this.store = store;
    }

    @Override
    public int workspaceId(Viewer viewer) {
        Integer known = workspaces.get(viewer.workspace());
        if (known != null) {
            return known;
        }
        int id = store.<Integer>read(db -> NodeRows.workspaceId(db, viewer));
        workspaces.put(viewer.workspace(), id);
        return id;
    }

    @Override
    public Map<Integer, Node> nodesById(Viewer viewer, List<Integer> nodes, Clocks clocks) {
        return nodes.isEmpty()
                ? Map.of()
                : store.read(db -> NodeDetails.byId(db, viewer, nodes, clocks));
    }

    @Override
    public Map<GraphEdge, Edge> edgesByEnds(Viewer viewer, List<GraphEdge> edges, Clocks clocks) {
        if (edges.isEmpty()) {
            return Map.of();
        }
        Set<Integer> effects = edges.stream().map(GraphEdge::from).collect(Collectors.toSet());
        EdgeKind[] kinds = edges.stream().map(GraphEdge::kind).distinct().toArray(EdgeKind[]::new);
        Map<GraphEdge, Edge> found = new HashMap<>();
        for (Link link : store.read(db -> Links.from(db, effects, clocks, kinds))) {
            found.put(new GraphEdge(link.from(), link.edge().kind(), link.to()), link.edge());
        }
        return found;
    }

    @Override
    public Map<Integer, SortedMap<String, Value>> attributes(
            Collection<Integer> nodes, Clocks clocks) {
        return nodes.isEmpty() ? Map.of() : store.read(db -> AttributeValues.of(db, nodes, clocks));
    }

    @Override
    public Map<Integer, SortedMap<String, Value>> attributes(
            Collection<Integer> nodes, Clocks clocks, Collection<String> keys) {
        return nodes.isEmpty()
                ? Map.of()
                : store.read(db -> AttributeValues.of(db, nodes, clocks, keys));
    }
}
