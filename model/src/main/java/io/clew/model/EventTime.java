package io.clew.model;

import java.time.Instant;
import java.util.Locale;

/**
 * Dates a fact by the first of its two clocks: when it happened.
 *
 * @param at when it happened, to the millisecond
 * @param source whether a client reported that time or Clew took the time of receipt
 */
public record EventTime(Instant at, Source source) {

    /** Says where an event time comes from. */
    public enum Source {
        REPORTED,
        RECEIVED;

        private final String wireName = name().toLowerCase(Locale.ROOT);

        /** Returns the name used in JSON: {@code reported} or {@code received}. */
        public String wireName() {
            return wireName;
        }
    }

    /** Makes an event time that a client reported, in milliseconds since the epoch. */
    public static EventTime reported(long epochMillis) {
        return new EventTime(Instant.ofEpochMilli(epochMillis), Source.REPORTED);
    }

    /** Makes an event time that is the time of receipt. */
    public static EventTime received(Instant now) {
        return new EventTime(now, Source.RECEIVED);
    }
}
