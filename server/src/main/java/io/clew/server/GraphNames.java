package io.clew.server;

import io.clew.commit.NodeNames;
import io.clew.graph.GraphIndex;
import io.clew.graph.GraphView;
import io.clew.model.ClewException;
import io.clew.model.Clocks;
import io.clew.model.Urn;

/** Tells the writer what nodes there are, from the graph: it holds the names of all. */
record GraphNames(GraphView view) implements NodeNames {

    /** Returns the names as of the last entry; none when the graph could not take one. */
    static NodeNames of(GraphIndex graph) {
        try {
            return new GraphNames(graph.view());
        } catch (ClewException broken) {
            return NodeNames.NONE;
        }
    }

    @Override
    public int count() {
        return view.nodeCount();
    }

    @Override
    public int find(int workspaceId, Urn urn) {
        return view.find(workspaceId, urn, Clocks.NOW).orElse(0);
    }

    @Override
    public Urn urn(int node) {
        return view.urn(node);
    }
}
