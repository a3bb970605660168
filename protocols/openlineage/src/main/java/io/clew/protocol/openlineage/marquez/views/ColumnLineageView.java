package io.clew.protocol.openlineage.marquez.views;

import io.clew.http.json.JsonWriter;
import io.clew.protocol.openlineage.marquez.graph.ColumnWalk;
import io.clew.protocol.openlineage.marquez.wire.Shapes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Shows a graph of columns as Marquez does.
 *
 * @param nodes sorted by id
 * @param truncated whether there is more than an answer holds
 */
public record ColumnLineageView(List<Node> nodes, boolean truncated) {

    /**
     * Shows one column.
     *
     * @param type of the field; empty when it is not known
     * @param version UUID of the dataset's version; null where none is asked for
     * @param from ids of what it was derived from
     * @param to ids of what was derived from it
     */
    record Node(
            String id,
            String namespace,
            String dataset,
            String field,
            String type,
            @Nullable String version,
            List<ColumnInput> inputs,
            List<String> from,
            List<String> to) {}

    /** Writes the members. */
    public void write(JsonWriter out) {
        out.objects("graph", nodes, ColumnLineageView::write);
        if (truncated) {
            out.object(
                    "truncated",
                    reason ->
                            reason.number("limit", ColumnWalk.COLUMNS_MAX).text("unit", "columns"));
        }
    }

    private static void write(JsonWriter out, Node node) {
        out.text("id", node.id());
        out.text("type", "DATASET_FIELD");
        out.object("data", data -> writeData(data, node));
        // Marquez writes both kinds of edges from the node itself, and its web client reads them
        // so.
        edges(out, "inEdges", node.id(), node.from());
        edges(out, "outEdges", node.id(), node.to());
    }

    private static void edges(JsonWriter out, String member, String id, List<String> others) {
        out.objects(
                member,
                others,
                (edge, other) -> edge.text("origin", id).text("destination", other));
    }

    private static void writeData(JsonWriter out, Node node) {
        out.text("namespace", node.namespace());
        out.text("dataset", node.dataset());
        Shapes.text(out, "datasetVersion", node.version());
        out.text("field", node.field());
        out.text("fieldType", node.type());
        ColumnInput first = node.inputs().isEmpty() ? null : node.inputs().getFirst();
        Shapes.text(out, "transformationDescription", first == null ? null : first.description());
        Shapes.text(out, "transformationType", first == null ? null : first.type());
        out.objects("inputFields", node.inputs(), (input, one) -> one.write(input, true));
    }
}
