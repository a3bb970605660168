package io.clew.protocol.mlflow.datasets;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the columns from a schema as MLflow's client writes it: {@code mlflow_colspec} for tables,
 * {@code mlflow_tensorspec} for arrays.
 */
final class SchemaReader {
    private SchemaReader() {}

    /** Returns a name and a type for each column or tensor; empty when the text tells none. */
    static List<Map<String, Object>> columns(@Nullable String schema) {
        if (schema == null || !(DatasetFacts.json(schema) instanceof Map<?, ?> spec)) {
            return List.of();
        }
        List<Map<String, Object>> columns = new ArrayList<>();
        if (spec.get("mlflow_colspec") instanceof List<?> list) {
            addAll(list, "", columns);
        }
        if (spec.get("mlflow_tensorspec") instanceof Map<?, ?> tensors) {
            tensors.forEach(
                    (part, text) -> {
                        if (text instanceof String json
                                && DatasetFacts.json(json) instanceof List<?> list) {
                            addAll(list, String.valueOf(part), columns);
                        }
                    });
        }
        return columns;
    }

    private static void addAll(List<?> specs, String unnamed, List<Map<String, Object>> columns) {
        for (Object element : specs) {
            if (element instanceof Map<?, ?> spec) {
                Map<String, Object> column = new LinkedHashMap<>();
                column.put("name", spec.get("name") instanceof String name ? name : unnamed);
                column.put("type", type(spec));
                columns.add(column);
            }
        }
    }

    private static String type(Map<?, ?> spec) {
        if (spec.get("tensor-spec") instanceof Map<?, ?> tensor) {
            return "tensor(%s, %s)".formatted(tensor.get("dtype"), tensor.get("shape"));
        }
        return String.valueOf(spec.get("type"));
    }
}
