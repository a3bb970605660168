package io.clew.protocol.openlineage.marquez.views;

import io.clew.http.json.JsonWriter;
import io.clew.protocol.openlineage.marquez.rows.Thing;
import io.clew.protocol.openlineage.marquez.wire.Shapes;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Shows a dataset as Marquez does.
 *
 * @param modifiedMillis when its newest version came to be; null when there is none
 * @param lifecycle the last lifecycle change that was told, such as {@code CREATE}
 * @param currentVersion UUID of its newest version
 * @param columns its columns that were derived from others, with what from
 */
public record DatasetView(
        Thing thing,
        String sourceName,
        List<FieldView> fields,
        List<String> tags,
        @Nullable Long modifiedMillis,
        @Nullable String lifecycle,
        @Nullable String description,
        @Nullable String currentVersion,
        List<Column> columns,
        Map<String, @Nullable Object> facets) {

    /** Shows a column with what it was derived from. */
    record Column(String name, List<ColumnInput> inputs) {}

    /** Writes the members. */
    public void write(JsonWriter out) {
        writeNode(out);
        Shapes.text(out, "currentVersion", currentVersion);
        if (columns.isEmpty()) {
            out.nothing("columnLineage");
        } else {
            out.objects("columnLineage", columns, DatasetView::write);
        }
        out.value("facets", facets);
        out.bool("deleted", false);
    }

    private static void write(JsonWriter out, Column column) {
        out.text("name", column.name());
        out.objects("inputFields", column.inputs(), (input, one) -> one.write(input, false));
        ColumnInput first = column.inputs().getFirst();
        Shapes.text(out, "transformationDescription", first.description());
        Shapes.text(out, "transformationType", first.type());
    }

    /** Writes the members that a node of lineage has. */
    public void writeNode(JsonWriter out) {
        Shapes.id(out, "id", thing.namespace(), thing.name());
        out.text("type", "DB_TABLE");
        out.text("name", thing.name());
        out.text("physicalName", thing.name());
        Shapes.time(out, "createdAt", thing.createdMillis());
        Shapes.time(out, "updatedAt", thing.updatedMillis());
        out.text("namespace", thing.namespace());
        out.text("sourceName", sourceName);
        out.objects("fields", fields, (field, view) -> view.write(field));
        out.texts("tags", tags);
        Shapes.time(out, "lastModifiedAt", modifiedMillis);
        Shapes.text(out, "description", description);
        Shapes.text(out, "lastLifecycleState", lifecycle);
    }
}
