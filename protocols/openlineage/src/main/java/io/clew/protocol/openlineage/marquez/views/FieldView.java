package io.clew.protocol.openlineage.marquez.views;

import io.clew.http.json.JsonWriter;
import io.clew.protocol.openlineage.marquez.wire.Shapes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Shows a field of a dataset as Marquez does. */
public record FieldView(
        String name, @Nullable String type, @Nullable String description, List<String> tags) {

    /** Writes the members. */
    public void write(JsonWriter out) {
        out.text("name", name);
        Shapes.text(out, "type", type);
        out.texts("tags", tags);
        Shapes.text(out, "description", description);
    }

    /**
     * Reads fields from the list that a schema facet, or the attribute made of it, has.
     *
     * @param tags by the name of the field
     */
    static List<FieldView> of(@Nullable Object list, Map<String, List<String>> tags) {
        List<FieldView> fields = new ArrayList<>();
        if (list instanceof List<?> all) {
            for (Object one : all) {
                String name = Shapes.textAt(one, "name");
                if (name != null) {
                    fields.add(
                            new FieldView(
                                    name,
                                    Shapes.textAt(one, "type"),
                                    Shapes.textAt(one, "description"),
                                    tags.getOrDefault(name, List.of())));
                }
            }
        }
        return fields;
    }
}
