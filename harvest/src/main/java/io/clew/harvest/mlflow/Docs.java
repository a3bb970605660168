package io.clew.harvest.mlflow;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes the fields of records; what is not known is left out. */
final class Docs {
    private Docs() {}

    static final String RUN = "run ";
    static final String MODEL = "logged model ";
    static final String REGISTERED = "registered model ";
    static final String VERSION = "model version ";

    /** Begins the fields of a record of a type. */
    static Map<String, Object> of(String type) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("type", type);
        return fields;
    }

    /** Adds a field unless it is nothing. */
    static void put(Map<String, Object> fields, String name, @Nullable Object value) {
        boolean isNothing =
                value == null
                        || value.equals("")
                        || (value instanceof Map<?, ?> map && map.isEmpty())
                        || (value instanceof java.util.Collection<?> all && all.isEmpty());
        if (!isNothing) {
            fields.put(name, value);
        }
    }

    /** Returns a value as JSON has it: NaN and infinities are texts. */
    static Object number(double value) {
        return Double.isNaN(value)
                ? "NaN"
                : Double.isInfinite(value)
                        ? (value > 0 ? "Infinity" : "-Infinity")
                        : (Object) value;
    }
}
