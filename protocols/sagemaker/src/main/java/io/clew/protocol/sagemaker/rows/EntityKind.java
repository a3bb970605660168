package io.clew.protocol.sagemaker.rows;

import java.util.Optional;

/** Names what clients make by themselves. */
public enum EntityKind {
    ARTIFACT("artifact", "Artifact"),
    ACTION("action", "Action"),
    CONTEXT("context", "Context"),
    EXPERIMENT("experiment", "Experiment"),
    TRIAL("experiment-trial", "Trial"),
    COMPONENT("experiment-trial-component", "TrialComponent");

    private final String arnKind;
    private final String prefix;

    EntityKind(String arnKind, String prefix) {
        this.arnKind = arnKind;
        this.prefix = prefix;
    }

    /** Returns the word in ARNs and in the table. */
    public String arnKind() {
        return arnKind;
    }

    /** Returns what fields of it begin with, such as {@code Artifact} of {@code ArtifactArn}. */
    public String prefix() {
        return prefix;
    }

    /** Returns the name of its ARN's field. */
    public String arnField() {
        return prefix + "Arn";
    }

    /** Returns the name of its name's field. */
    public String nameField() {
        return prefix + "Name";
    }

    /** Finds the kind with a word in ARNs; empty when there is none. */
    public static Optional<EntityKind> ofArnKind(String word) {
        for (EntityKind kind : values()) {
            if (kind.arnKind.equals(word)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }
}
