package io.clew.protocol.openlineage.marquez.views;

import io.clew.http.json.JsonWriter;
import io.clew.protocol.openlineage.marquez.graph.LineageWalk;
import java.util.List;

/**
 * Shows a graph of jobs and datasets as Marquez does.
 *
 * @param nodes sorted by id
 * @param truncated whether there is more than an answer holds
 */
public record LineageView(List<Node> nodes, boolean truncated) {

    /** Shows one node. */
    public sealed interface Node {
        /** Returns its id. */
        String id();

        /** Returns the ids of nodes that it comes from. */
        List<String> from();

        /** Returns the ids of nodes that come from it. */
        List<String> to();
    }

    /** Shows a job. */
    public record Job(String id, JobView data, List<String> from, List<String> to)
            implements Node {}

    /** Shows a dataset. */
    public record Dataset(String id, DatasetView data, List<String> from, List<String> to)
            implements Node {}

    /** Writes the members. */
    public void write(JsonWriter out) {
        out.objects("graph", nodes, LineageView::write);
        if (truncated) {
            out.object(
                    "truncated",
                    reason -> reason.number("limit", LineageWalk.NODES_MAX).text("unit", "nodes"));
        }
    }

    private static void write(JsonWriter out, Node node) {
        out.text("id", node.id());
        switch (node) {
            case Job job -> out.text("type", "JOB").object("data", job.data()::writeNode);
            case Dataset dataset ->
                    out.text("type", "DATASET").object("data", dataset.data()::writeNode);
        }
        out.objects(
                "inEdges",
                node.from(),
                (edge, other) -> edge.text("origin", other).text("destination", node.id()));
        out.objects(
                "outEdges",
                node.to(),
                (edge, other) -> edge.text("origin", node.id()).text("destination", other));
    }
}
