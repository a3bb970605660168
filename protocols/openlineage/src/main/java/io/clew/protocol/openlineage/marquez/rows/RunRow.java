package io.clew.protocol.openlineage.marquez.rows;

import org.jspecify.annotations.Nullable;

/**
 * Shows a run in short.
 *
 * @param id its node
 * @param jobId its job's node
 * @param startedMillis when its last attempt began
 * @param endedMillis when that ended; null while it has not
 * @param status as facts have it: {@code running}, {@code complete}, {@code failed}, …
 */
public record RunRow(
        int id,
        String runId,
        int jobId,
        long startedMillis,
        @Nullable Long endedMillis,
        String status) {

    /** Returns the state in Marquez's words. */
    public String state() {
        return switch (status) {
            case "running" -> "RUNNING";
            case "complete" -> "COMPLETED";
            case "failed" -> "FAILED";
            case "aborted" -> "ABORTED";
            default -> "NEW";
        };
    }

    /** Returns the status that rows hold for a state of Marquez; empty for a word it has not. */
    public static java.util.Optional<String> status(String state) {
        return switch (state) {
            case "RUNNING" -> java.util.Optional.of("running");
            case "COMPLETED" -> java.util.Optional.of("complete");
            case "FAILED" -> java.util.Optional.of("failed");
            case "ABORTED" -> java.util.Optional.of("aborted");
            case "NEW" -> java.util.Optional.of("other");
            default -> java.util.Optional.empty();
        };
    }
}
