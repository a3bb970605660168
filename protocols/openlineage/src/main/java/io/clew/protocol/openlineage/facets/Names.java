package io.clew.protocol.openlineage.facets;

import io.clew.identity.dataset.DatasetName;
import io.clew.identity.dataset.DatasetNames;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Makes names of datasets canonical, each once: a facet names the same dataset for each column. */
final class Names {
    private final Map<Sent, DatasetName> known = new HashMap<>();

    private record Sent(String namespace, String name) {}

    DatasetName of(String namespace, String name) {
        return known.computeIfAbsent(
                new Sent(namespace, name), sent -> DatasetNames.of(sent.namespace, sent.name));
    }

    /** Reads {@code namespace} and {@code name}; empty when one is missing. */
    Optional<DatasetName> of(Members source) {
        String namespace = source.text("namespace");
        String name = source.text("name");
        return namespace == null || name == null
                ? Optional.empty()
                : Optional.of(of(namespace, name));
    }
}
