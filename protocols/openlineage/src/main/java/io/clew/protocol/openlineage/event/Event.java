package io.clew.protocol.openlineage.event;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Shows one event that passed all checks. */
public sealed interface Event {

    /** Returns when it happened, by the producer's clock. */
    Instant at();

    /** Returns the URI of the software that sent it. */
    String producer();

    /**
     * Reports on a run of a job.
     *
     * @param type null when the event says none
     * @param runId as sent; a UUID in lower case where it is one
     */
    record RunEvent(
            Instant at,
            String producer,
            @Nullable EventType type,
            String runId,
            Facets runFacets,
            JobRef job,
            List<DatasetRef> inputs,
            List<DatasetRef> outputs)
            implements Event {}

    /** Reports the design of a job, without a run. */
    record JobEvent(
            Instant at,
            String producer,
            JobRef job,
            List<DatasetRef> inputs,
            List<DatasetRef> outputs)
            implements Event {}

    /** Reports on a dataset, without a job or run. */
    record DatasetEvent(Instant at, String producer, DatasetRef dataset) implements Event {}
}
