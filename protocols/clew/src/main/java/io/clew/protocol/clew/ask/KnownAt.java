package io.clew.protocol.clew.ask;

import java.time.Instant;

/** Bounds a question by record time. */
public sealed interface KnownAt {

    /** Up to a position of the log, inclusive. */
    record Position(long position) implements KnownAt {}

    /** Up to an instant, inclusive. */
    record Time(Instant instant) implements KnownAt {}
}
