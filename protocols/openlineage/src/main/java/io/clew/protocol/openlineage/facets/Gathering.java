package io.clew.protocol.openlineage.facets;

import io.clew.identity.dataset.DatasetName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gathers derivations, one for each pair of ends; the transformations of a pair are joined. */
final class Gathering {
    private final Map<Pair, List<Map<String, Object>>> byPair = new LinkedHashMap<>();

    private record Pair(
            DatasetName output,
            @Nullable String outputField,
            DatasetName input,
            @Nullable String inputField) {}

    /** Adds a derivation; one too many is left out. */
    void add(
            DatasetName output,
            @Nullable String outputField,
            DatasetName input,
            @Nullable String inputField,
            List<Map<String, Object>> transformations) {
        Pair pair = new Pair(output, outputField, input, inputField);
        if (byPair.size() < Derivations.DERIVATIONS_MAX || byPair.containsKey(pair)) {
            byPair.merge(pair, transformations, Transformations::joined);
        }
    }

    List<Derivation> all() {
        List<Derivation> all = new ArrayList<>(byPair.size());
        byPair.forEach(
                (pair, transformations) ->
                        all.add(
                                new Derivation(
                                        pair.output,
                                        pair.outputField,
                                        pair.input,
                                        pair.inputField,
                                        transformations)));
        return all;
    }
}
