package io.clew.protocol.openlineage.facets;

import io.clew.model.Attributes;
import io.clew.protocol.openlineage.event.DatasetRef;
import java.util.HashMap;
import java.util.Map;

/** Reads which part of a dataset a run used or made, and how much that was. */
public final class Subsets {
    static final String KEY = "subset";

    private Subsets() {}

    /**
     * Returns the attributes of the {@code used} edge of an input, or of the {@code generated-by}
     * edge of an output: {@code subset}, the condition as sent, and {@code rows}, {@code bytes} and
     * {@code files} that the run read or wrote; only what is told.
     */
    public static Map<String, Object> of(DatasetRef ref) {
        if (ref.roleFacets().byKey().isEmpty()) {
            return Map.of();
        }
        Map<String, Object> attributes = new HashMap<>();
        ref.roleFacets()
                .find(KEY)
                .map(Members::new)
                .ifPresent(
                        facet -> {
                            Object input = facet.all().get("inputCondition");
                            Object condition =
                                    input != null ? input : facet.all().get("outputCondition");
                            if (condition instanceof Map<?, ?> map) {
                                attributes.put(Attributes.SUBSET, Documents.of(map));
                            }
                        });
        for (String key : Statistics.KEYS) {
            ref.roleFacets()
                    .find(key)
                    .ifPresent(facet -> attributes.putAll(Statistics.of(new Members(facet))));
        }
        return Map.copyOf(attributes);
    }
}
