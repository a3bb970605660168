package io.clew.protocol.mlflow.runs;

import io.clew.identity.mlflow.MlflowUrns;
import io.clew.model.ClewException;
import io.clew.model.ErrorCode;
import io.clew.model.EventTime;
import io.clew.model.Urn;
import io.clew.protocol.mlflow.wire.EventTimes;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Shows one run without its params, tags and metrics.
 *
 * @param nodeId its node's number in the graph, the key of all its rows
 * @param attempt counts from 1; reopening a run that ended is a new attempt
 * @param startMillis milliseconds since the epoch as the client said; 0 when it said none
 * @param endMillis milliseconds since the epoch as the client said, or null
 */
public record Run(
        int nodeId,
        long experimentId,
        String runId,
        String name,
        String userId,
        RunStatus status,
        int attempt,
        long startMillis,
        @Nullable Long endMillis,
        String artifactUri,
        boolean deleted) {

    /** Returns its name in the graph. */
    public Urn urn() {
        return MlflowUrns.run(runId);
    }

    /**
     * Returns this run when it takes writes.
     *
     * @throws ClewException INVALID_PARAMETER when it is deleted
     */
    public Run requireActive() {
        if (deleted) {
            throw new ClewException(
                    ErrorCode.INVALID_PARAMETER,
                    "The run %s must be in the 'active' state. Current state is deleted."
                            .formatted(runId));
        }
        return this;
    }

    /** Returns when it started, for what was so from its start. */
    public EventTime startTime(Instant received) {
        return EventTimes.of(startMillis, received);
    }

    /**
     * Returns when something happens to it that a client gives no time for: now, but never before
     * its start, so that a client whose clock is ahead does not turn the order of its facts round.
     */
    public EventTime now(Instant received) {
        return notBefore(startMillis, received);
    }

    /** Returns the time of receipt, or a reported time when that is later. */
    static EventTime notBefore(long reportedMillis, Instant received) {
        return EventTimes.isTime(reportedMillis) && reportedMillis > received.toEpochMilli()
                ? EventTime.reported(reportedMillis)
                : EventTime.received(received);
    }
}
