package io.clew.questions.diff.compare;

import io.clew.model.Attributes;
import io.clew.model.NodeKind;
import io.clew.model.Urn;
import io.clew.questions.diff.evidence.Facts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the columns of a schema; a field within a field is {@code a.b}. */
final class Columns {

    /** Names that tools have for one type. */
    private static final Map<String, String> TYPES =
            Map.ofEntries(
                    Map.entry("int64", "long"),
                    Map.entry("bigint", "long"),
                    Map.entry("int8", "long"),
                    Map.entry("int32", "integer"),
                    Map.entry("int", "integer"),
                    Map.entry("int4", "integer"),
                    Map.entry("float64", "double"),
                    Map.entry("double precision", "double"),
                    Map.entry("float8", "double"),
                    Map.entry("float32", "float"),
                    Map.entry("bool", "boolean"),
                    Map.entry("character varying", "varchar"),
                    Map.entry("text", "string"),
                    Map.entry("str", "string"));

    private Columns() {}

    /** Returns the types of the columns by name; null where no schema is told. */
    static @Nullable Map<String, String> of(Facts facts) {
        Object schema = facts.value(Attributes.SCHEMA);
        return schema instanceof List<?> ? of(schema) : null;
    }

    /** Returns the types of the columns by name, in a schema as it is told. */
    static Map<String, String> of(@Nullable Object schema) {
        Map<String, String> types = new LinkedHashMap<>();
        if (schema instanceof List<?> fields) {
            add(fields, "", types);
        }
        return types;
    }

    /** Adds fields and those within; stored values are nested a few dozen levels deep at most. */
    private static void add(List<?> fields, String prefix, Map<String, String> types) {
        for (Object field : fields) {
            if (field instanceof Map<?, ?> map && map.get("name") != null) {
                String name = prefix + map.get("name");
                types.put(name, map.get("type") == null ? "" : String.valueOf(map.get("type")));
                if (map.get("fields") instanceof List<?> inner) {
                    add(inner, name + ".", types);
                }
            }
        }
    }

    /** Says whether two names of types mean one type. */
    static boolean sameType(String one, String other) {
        return one.equals(other) || normal(one).equals(normal(other));
    }

    private static String normal(String type) {
        String lower = type.strip().toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
        return TYPES.getOrDefault(lower, lower);
    }

    /** Names a column of a dataset. */
    static Urn urn(Urn dataset, String column) {
        if (dataset.kind() != NodeKind.DATASET || column.isEmpty()) {
            return dataset;
        }
        List<String> segments = new ArrayList<>(dataset.segments());
        segments.add(column);
        return new Urn(NodeKind.COLUMN, segments);
    }
}
