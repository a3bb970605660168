package io.clew.protocol.mlflow.search;

import java.util.List;

/** Says what sort of field a filter speaks of: the word before the first dot. */
public enum FieldKind {
    METRIC("metric", List.of("metric", "metrics")),
    PARAM("parameter", List.of("parameter", "parameters", "param", "params")),
    TAG("tag", List.of("tag", "tags")),
    ATTRIBUTE("attribute", List.of("attribute", "attributes", "attr", "run")),
    DATASET("dataset", List.of("dataset", "datasets"));

    private final String wireName;
    private final List<String> prefixes;

    FieldKind(String wireName, List<String> prefixes) {
        this.wireName = wireName;
        this.prefixes = prefixes;
    }

    /** Returns MLflow's own name of the kind, for messages. */
    public String wireName() {
        return wireName;
    }

    /** Returns the words that stand for it in a filter, unless an entity says otherwise. */
    public List<String> prefixes() {
        return prefixes;
    }
}
