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
 * @param attemptMillis when that attempt began, in milliseconds since the epoch
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
        long attemptMillis,
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
     * its attempt began, so that a client whose clock is ahead does not turn the order of its facts
     * round.
     */
    public EventTime now(Instant received) {
        return attemptMillis > received.toEpochMilli()
                ? EventTime.reported(attemptMillis)
                : EventTime.received(received);
    }

    /** Returns when its attempt ended: as reported, if that is not before the attempt began. */
    EventTime endTime(@Nullable Long reportedMillis, Instant received) {
        return reportedMillis != null
                        && EventTimes.isTime(reportedMillis)
                        && reportedMillis >= attemptMillis
                ? EventTime.reported(reportedMillis)
                : now(received);
    }

    /** Returns the run with another name. */
    Run withName(String newName) {
        return new Run(
                nodeId,
                experimentId,
                runId,
                newName,
                userId,
                status,
                attempt,
                attemptMillis,
                startMillis,
                endMillis,
                artifactUri,
                deleted);
    }

    /** Returns the run of another user. */
    Run withUser(String newUserId) {
        return new Run(
                nodeId,
                experimentId,
                runId,
                name,
                newUserId,
                status,
                attempt,
                attemptMillis,
                startMillis,
                endMillis,
                artifactUri,
                deleted);
    }

    /** Returns the run with its files elsewhere. */
    Run withArtifactUri(String newArtifactUri) {
        return new Run(
                nodeId,
                experimentId,
                runId,
                name,
                userId,
                status,
                attempt,
                attemptMillis,
                startMillis,
                endMillis,
                newArtifactUri,
                deleted);
    }

    /** Returns the run deleted or restored. */
    Run withDeleted(boolean nowDeleted) {
        return new Run(
                nodeId,
                experimentId,
                runId,
                name,
                userId,
                status,
                attempt,
                attemptMillis,
                startMillis,
                endMillis,
                artifactUri,
                nowDeleted);
    }

    /** Returns the run in another state of the same attempt. */
    Run withStatus(RunStatus newStatus, @Nullable Long newEndMillis) {
        return new Run(
                nodeId,
                experimentId,
                runId,
                name,
                userId,
                newStatus,
                attempt,
                attemptMillis,
                startMillis,
                newEndMillis,
                artifactUri,
                deleted);
    }

    /** Returns the run reopened: in its next attempt. */
    Run reopened(RunStatus newStatus, @Nullable Long newEndMillis, long nowMillis) {
        return new Run(
                nodeId,
                experimentId,
                runId,
                name,
                userId,
                newStatus,
                attempt + 1,
                nowMillis,
                startMillis,
                newEndMillis,
                artifactUri,
                deleted);
    }
}
