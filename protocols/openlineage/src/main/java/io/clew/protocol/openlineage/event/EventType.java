package io.clew.protocol.openlineage.event;

/** Names the transitions of a run that an event may report. */
public enum EventType {
    START,
    RUNNING,
    COMPLETE,
    ABORT,
    FAIL,
    OTHER
}
