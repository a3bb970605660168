package io.clew.protocol.openlineage.event;

import java.time.Instant;

/** Bounds what one event may say. */
final class Limits {
    private Limits() {}

    /**
     * Most characters of a namespace, a name or a run id. Paths of 4,096 bytes exist; longer texts
     * are data that got into the wrong place.
     */
    static final int NAME_CHARS_MAX = 8192;

    /** Most inputs, and most outputs: each is a row and some facts of one transaction. */
    static final int DATASETS_MAX = 10_000;

    /** Most sentences about what is odd; the next one says how many more there are. */
    static final int WARNINGS_MAX = 20;

    /** No event is older than time as computers count it. */
    static final Instant EARLIEST = Instant.EPOCH;

    /** A later event is a broken clock or another unit of time, and would be newest for ever. */
    static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");
}
