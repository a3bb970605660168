package io.clew.protocol.openlineage.rows;

/** Names the kinds of events; the order is that of the numbers in {@code ol_event.form}. */
public enum EventForm {
    RUN,
    JOB,
    DATASET
}
