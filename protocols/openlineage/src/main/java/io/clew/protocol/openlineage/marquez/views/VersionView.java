package io.clew.protocol.openlineage.marquez.views;

import io.clew.http.json.JsonWriter;
import io.clew.protocol.openlineage.marquez.rows.Thing;
import io.clew.protocol.openlineage.marquez.wire.Shapes;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Shows a version of a dataset as Marquez does.
 *
 * @param version its UUID
 * @param schemaVersion UUID of its fields; null when they are not known
 * @param createdBy the run that made it; null when none is known
 */
public record VersionView(
        Thing dataset,
        String version,
        long createdMillis,
        String sourceName,
        List<FieldView> fields,
        List<String> tags,
        @Nullable String lifecycle,
        @Nullable String description,
        @Nullable String schemaVersion,
        @Nullable RunView createdBy,
        Map<String, @Nullable Object> facets) {

    /** Writes the members. */
    public void write(JsonWriter out) {
        out.object(
                "id",
                id ->
                        id.text("namespace", dataset.namespace())
                                .text("name", dataset.name())
                                .text("version", version));
        out.text("type", "DB_TABLE");
        out.text("name", dataset.name());
        out.text("physicalName", dataset.name());
        Shapes.time(out, "createdAt", createdMillis);
        out.text("version", version);
        out.text("namespace", dataset.namespace());
        out.text("sourceName", sourceName);
        out.objects("fields", fields, (field, view) -> view.write(field));
        out.texts("tags", tags);
        Shapes.text(out, "lifecycleState", lifecycle);
        Shapes.text(out, "description", description);
        Shapes.text(out, "currentSchemaVersion", schemaVersion);
        RunView run = createdBy;
        if (run == null) {
            out.nothing("createdByRun");
        } else {
            out.object("createdByRun", run::write);
        }
        out.value("facets", facets);
    }
}
