package io.clew.model;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Names the kinds of nodes that lineage is made of; the wire names are a promise. */
public enum NodeKind {
    DATASET("dataset"),
    DATASET_VERSION("dataset-version"),
    COLUMN("column"),
    JOB("job"),
    RUN("run"),
    STEP("step"),
    TASK("task"),
    CODE("code"),
    ENVIRONMENT("environment"),
    MODEL("model"),
    MODEL_VERSION("model-version"),
    LOGGED_MODEL("logged-model"),
    ARTIFACT("artifact"),
    DEPLOYMENT("deployment"),
    EVALUATION("evaluation"),
    AGENT("agent"),
    APPROVAL("approval"),
    INCIDENT("incident"),
    NOTE("note"),
    PREDICTION("prediction");

    private static final Map<String, NodeKind> BY_WIRE_NAME =
            Arrays.stream(values())
                    .collect(Collectors.toUnmodifiableMap(NodeKind::wireName, Function.identity()));

    private final String wireName;

    NodeKind(String wireName) {
        this.wireName = wireName;
    }

    /**
     * Returns the name used in URNs, JSON and on the command line, such as {@code dataset-version}.
     */
    public String wireName() {
        return wireName;
    }

    /** Finds the kind with a wire name; empty when there is none. */
    public static Optional<NodeKind> fromWireName(String name) {
        return Optional.ofNullable(BY_WIRE_NAME.get(name));
    }

    @Override
    public String toString() {
        return wireName;
    }
}
