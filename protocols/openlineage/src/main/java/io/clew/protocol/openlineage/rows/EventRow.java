package io.clew.protocol.openlineage.rows;

import org.jspecify.annotations.Nullable;

/**
 * Shows an event that is kept.
 *
 * @param position log position of its entry
 * @param atMillis event time, in milliseconds since the epoch
 * @param form which of the three kinds of events
 * @param type {@code eventType}; null where it has none
 * @param jobId node of its job; null for a DatasetEvent
 * @param runId node of its run; null but for a RunEvent
 * @param datasetId node of its dataset; null but for a DatasetEvent
 * @param json the event as it came
 */
public record EventRow(
        long position,
        long atMillis,
        EventForm form,
        @Nullable String type,
        @Nullable Long jobId,
        @Nullable Long runId,
        @Nullable Long datasetId,
        byte[] json) {}
