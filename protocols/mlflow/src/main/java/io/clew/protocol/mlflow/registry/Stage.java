package io.clew.protocol.mlflow.registry;

import io.clew.model.ClewException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Names the stages of a model version; a version has exactly one. */
public enum Stage {
    NONE("None"),
    STAGING("Staging"),
    PRODUCTION("Production"),
    ARCHIVED("Archived");

    private final String wireName;

    Stage(String wireName) {
        this.wireName = wireName;
    }

    /** Returns its name as clients and the graph know it. */
    public String wireName() {
        return wireName;
    }

    /** Says whether versions in this stage are in use, so that a new one may replace them. */
    boolean isActive() {
        return this == STAGING || this == PRODUCTION;
    }

    /**
     * Reads a stage, in upper or lower case.
     *
     * @throws ClewException INVALID_PARAMETER
     */
    static Stage of(String name) {
        return Arrays.stream(values())
                .filter(stage -> stage.wireName.equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(
                        () ->
                                ClewException.invalid(
                                        "stage",
                                        "Invalid Model Version stage: %s. Value must be one of %s."
                                                .formatted(name, names(List.of(values())))));
    }

    /**
     * Checks that the versions now in a stage may be archived by a transition to it.
     *
     * @throws ClewException INVALID_PARAMETER
     */
    void requireArchiving() {
        if (!isActive()) {
            throw ClewException.invalid(
                    "archive_existing_versions",
                    "Model version transition cannot archive existing model versions because '%s' is not an Active stage. Valid stages are %s"
                            .formatted(wireName, names(List.of(STAGING, PRODUCTION))));
        }
    }

    private static String names(List<Stage> stages) {
        return stages.stream().map(Stage::wireName).collect(Collectors.joining(", "));
    }
}
