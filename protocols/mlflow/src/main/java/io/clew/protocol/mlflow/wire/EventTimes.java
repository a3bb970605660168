package io.clew.protocol.mlflow.wire;

import io.clew.model.EventTime;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;

/** Dates facts by the times that clients report. */
public final class EventTimes {
    private EventTimes() {}

    private static final DateTimeFormatter MILLIS =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);

    /** The last millisecond of the year 9999: RFC 3339 writes no later one. */
    private static final long LAST_MILLIS = 253_402_300_799_999L;

    /** Says whether a client's time in milliseconds since the epoch can be one. */
    public static boolean isTime(long millis) {
        return millis > 0 && millis <= LAST_MILLIS;
    }

    /**
     * Returns the reported time, or the time of receipt when what was reported is none: 0 is what
     * clients send for no time, and nothing happened before 1970 or after the year 9999.
     */
    public static EventTime of(long reportedMillis, Instant received) {
        return isTime(reportedMillis)
                ? EventTime.reported(reportedMillis)
                : EventTime.received(received);
    }

    /** Writes an instant as attributes hold it: RFC 3339 UTC with milliseconds. */
    public static String text(Instant instant) {
        return MILLIS.format(instant);
    }
}
