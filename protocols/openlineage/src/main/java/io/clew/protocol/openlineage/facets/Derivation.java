package io.clew.protocol.openlineage.facets;

import io.clew.identity.dataset.DatasetName;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * States that a dataset or one of its columns was derived from another, by the {@code
 * columnLineage} or the {@code lineage} facet.
 *
 * @param output what was derived
 * @param outputField the column; null for the dataset as a whole
 * @param input what it was derived from
 * @param inputField the column; null for the dataset as a whole
 * @param transformations each with {@code type}, {@code subtype}, {@code description}, {@code
 *     masking} where told; may be empty
 */
public record Derivation(
        DatasetName output,
        @Nullable String outputField,
        DatasetName input,
        @Nullable String inputField,
        List<Map<String, Object>> transformations) {
    public Derivation {
        transformations = List.copyOf(transformations);
    }
}
