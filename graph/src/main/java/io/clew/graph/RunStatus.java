package io.clew.graph;

import java.util.Locale;

/** Says how far a run, step or task got, by its {@code status} attribute. */
public enum RunStatus {
    RUNNING,
    COMPLETE,
    FAILED,
    ABORTED,
    /** A word that Clew does not know. */
    OTHER;

    /** Says whether it ended, well or not. */
    public boolean hasEnded() {
        return this == COMPLETE || this == FAILED || this == ABORTED;
    }

    /** Says whether it made no version: it failed or was aborted. */
    public boolean isAttempt() {
        return this == FAILED || this == ABORTED;
    }

    /** Reads an attribute's value. */
    static RunStatus of(Object value) {
        if (value instanceof String text) {
            for (RunStatus status : values()) {
                if (status.name().toLowerCase(Locale.ROOT).equals(text)) {
                    return status;
                }
            }
        }
        return OTHER;
    }
}
