package io.clew.protocol.openlineage.marquez.views;

import io.clew.http.json.JsonWriter;
import io.clew.protocol.openlineage.marquez.wire.Shapes;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Shows what a column was derived from.
 *
 * @param node the column's node, or the dataset's where the whole of it is meant
 * @param field the column; {@link #WHOLE} for the dataset as a whole
 * @param version UUID of the dataset's version; null where none is asked for
 * @param transformations as producers sent them; may be empty
 */
record ColumnInput(
        int node,
        String namespace,
        String dataset,
        String field,
        @Nullable String version,
        List<Map<String, Object>> transformations) {
    /** Stands for a dataset as a whole, which Marquez has no word for. */
    static final String WHOLE = "*";

    /**
     * Writes the members.
     *
     * @param withVersion whether the shape has a member for the version
     */
    void write(JsonWriter out, boolean withVersion) {
        out.text("namespace", namespace);
        out.text("dataset", dataset);
        if (withVersion) {
            Shapes.text(out, "datasetVersion", version);
        }
        out.text("field", field);
        Shapes.text(out, "transformationDescription", description());
        Shapes.text(out, "transformationType", type());
        out.value("transformations", transformations);
    }

    /** Returns the first description that there is. */
    @Nullable String description() {
        return transformations.stream()
                .map(one -> Shapes.textAt(one, "description"))
                .filter(text -> text != null)
                .findFirst()
                .orElse(null);
    }

    /**
     * Returns the type in the words of the old facet, which Marquez keeps: {@code IDENTITY}, {@code
     * MASKED}, else the first subtype or type.
     */
    @Nullable String type() {
        if (transformations.stream().anyMatch(one -> Boolean.TRUE.equals(one.get("masking")))) {
            return "MASKED";
        }
        for (Map<String, Object> one : transformations) {
            String subtype = Shapes.textAt(one, "subtype");
            String type = subtype == null ? Shapes.textAt(one, "type") : subtype;
            if (type != null) {
                return type.toUpperCase(Locale.ROOT);
            }
        }
        return null;
    }
}
