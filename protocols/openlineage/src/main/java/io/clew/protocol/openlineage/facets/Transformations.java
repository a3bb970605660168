package io.clew.protocol.openlineage.facets;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads how an input became an output, in today's and in the deprecated form. */
final class Transformations {
    /** The member that lists them. */
    static final String KEY = "transformations";

    private static final int DESCRIPTION_CHARS_MAX = 4096;

    private Transformations() {}

    /** Reads one transformation; empty when it says nothing. */
    static Map<String, Object> of(Members sent) {
        Map<String, Object> kept = new LinkedHashMap<>(4);
        put(kept, "type", sent.text("type"));
        put(kept, "subtype", sent.text("subtype"));
        put(kept, "description", sent.text("description"));
        if (sent.all().get("masking") instanceof Boolean masking) {
            kept.put("masking", masking);
        }
        return kept;
    }

    /** Reads the transformations of a source; empty when it tells none. */
    static List<Map<String, Object>> all(Members source) {
        List<Members> sent = source.objects(KEY);
        if (sent.isEmpty()) {
            return List.of();
        }
        List<Map<String, Object>> all = new ArrayList<>(sent.size());
        for (Members each : sent) {
            Map<String, Object> transformation = of(each);
            if (!transformation.isEmpty() && !all.contains(transformation)) {
                all.add(transformation);
            }
        }
        return List.copyOf(all);
    }

    /**
     * Reads {@code transformationType} and {@code transformationDescription} of a field, deprecated
     * since 1-1-0, as one transformation; empty when it has none.
     *
     * <p>Both known types are direct: IDENTITY, and MASKED, which masks.
     */
    static List<Map<String, Object>> deprecated(Members field) {
        String type = field.text("transformationType");
        String description = field.text("transformationDescription");
        if (type == null && description == null) {
            return List.of();
        }
        Map<String, Object> kept = new LinkedHashMap<>(4);
        kept.put("type", "DIRECT");
        put(kept, "subtype", type);
        put(kept, "description", description);
        if (type != null && (type.equals("IDENTITY") || type.equals("MASKED"))) {
            kept.put("masking", type.equals("MASKED"));
        }
        return List.of(kept);
    }

    /** Returns two lists of transformations as one, without repetitions. */
    static List<Map<String, Object>> joined(
            List<Map<String, Object>> first, List<Map<String, Object>> second) {
        if (first.isEmpty() || first.equals(second)) {
            return second;
        }
        List<Map<String, Object>> all = new ArrayList<>(first);
        for (Map<String, Object> each : second) {
            if (!all.contains(each)) {
                all.add(each);
            }
        }
        return all;
    }

    private static void put(Map<String, Object> kept, String key, @Nullable String text) {
        if (text != null) {
            kept.put(key, Texts.bounded(text, DESCRIPTION_CHARS_MAX));
        }
    }
}
