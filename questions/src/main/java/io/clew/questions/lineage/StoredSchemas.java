package io.clew.questions.lineage;

import io.clew.graph.traversal.ColumnNames;
import io.clew.graph.traversal.Schemas;
import io.clew.model.Attributes;
import io.clew.model.Clocks;
import io.clew.questions.details.Details;
import io.clew.questions.node.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads which columns versions of datasets have from their {@code schema}. */
final class StoredSchemas implements Schemas {

    /** A schema of so many fields may have been cut. */
    private static final int FIELDS_MAX = 10_000;

    /** A name that is so long may have been cut. */
    private static final int NAME_CHARS_MAX = 1000;

    private static final int DEPTH_MAX = 100;

    /** Versions that are read at once: each may name thousands of columns. */
    private static final int BATCH = 100;

    private final Details details;

    StoredSchemas(Details details) {
        this.details = details;
    }

    @Override
    public Map<Integer, ColumnNames> of(Collection<Integer> versions, Clocks clocks) {
        Map<Integer, ColumnNames> told = new HashMap<>();
        List<Integer> all = List.copyOf(versions);
        for (int start = 0; start < all.size(); start += BATCH) {
            List<Integer> some = all.subList(start, Math.min(all.size(), start + BATCH));
            details.attributes(some, clocks, List.of(Attributes.SCHEMA))
                    .forEach(
                            (version, values) -> {
                                Value schema = values.get(Attributes.SCHEMA);
                                if (schema != null) {
                                    List<String> names = names(schema.value());
                                    if (isWhole(names)) {
                                        told.put(version, new ColumnNames(names));
                                    }
                                }
                            });
        }
        return told;
    }

    private static boolean isWhole(List<String> names) {
        return !names.isEmpty()
                && names.size() < FIELDS_MAX
                && names.stream().allMatch(name -> name.length() < NAME_CHARS_MAX);
    }

    private static List<String> names(Object schema) {
        List<String> names = new ArrayList<>();
        if (schema instanceof List<?> fields) {
            add(fields, "", 0, names);
        }
        return names;
    }

    private static void add(List<?> fields, String prefix, int depth, List<String> names) {
        for (Object field : fields) {
            if (field instanceof Map<?, ?> map && map.get("name") != null) {
                String name = prefix + map.get("name");
                names.add(name);
                if (map.get("fields") instanceof List<?> inner && depth < DEPTH_MAX) {
                    add(inner, name + ".", depth + 1, names);
                }
            }
        }
    }
}
