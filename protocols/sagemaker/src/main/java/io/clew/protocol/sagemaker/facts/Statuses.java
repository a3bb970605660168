package io.clew.protocol.sagemaker.facts;

import org.jspecify.annotations.Nullable;

/** Turns SageMaker's words for how far something has come into Clew's. */
public final class Statuses {
    private Statuses() {}

    /**
     * Returns {@code running}, {@code complete}, {@code failed} or {@code aborted}; null for none.
     */
    public static @Nullable String of(@Nullable Object word) {
        return switch (word instanceof String text ? text : "") {
            case "InProgress", "Stopping" -> "running";
            case "Completed" -> "complete";
            case "Failed" -> "failed";
            case "Stopped" -> "aborted";
            default -> null;
        };
    }

    /** Says whether a status is an end. */
    public static boolean isEnd(@Nullable String status) {
        return status != null && !status.equals("running");
    }
}
