package io.clew.protocol.openlineage.runs;

import org.jspecify.annotations.Nullable;

/**
 * Shows one attempt of a run: from a START to what ended it.
 *
 * @param startMillis when it began: its START, or its first event where there is none
 * @param endMillis when it ended; null while it has not
 * @param state how far it got
 */
record Attempt(long startMillis, @Nullable Long endMillis, State state) {

    /** Says how far an attempt, and with its last one the run, got. */
    enum State {
        RUNNING("running"),
        COMPLETE("complete"),
        FAILED("failed"),
        ABORTED("aborted"),
        /** Nothing but OTHER, or no type at all, was told. */
        OTHER("other");

        private final String wireName;

        State(String wireName) {
            this.wireName = wireName;
        }

        /** Returns the value of the attribute {@code status}. */
        String wireName() {
            return wireName;
        }

        /** Says whether what the attempt wrote is no version. */
        boolean isFailure() {
            return this == FAILED || this == ABORTED;
        }
    }
}
