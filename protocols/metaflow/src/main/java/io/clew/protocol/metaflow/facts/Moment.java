package io.clew.protocol.metaflow.facts;

import io.clew.commit.Commit;
import io.clew.model.EventTime;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * Says when something happened.
 *
 * @param at whether a client told it or it is the time of receipt
 */
public record Moment(EventTime at) {
    private static final DateTimeFormatter TEXT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private static final long MILLIS = 1000;

    /** Returns the time of receipt, which the service stamps on all it takes. */
    public static Moment received(Commit commit) {
        return new Moment(EventTime.received(commit.now()));
    }

    /** Returns a time that was recorded elsewhere. */
    public static Moment reported(long epochMillis) {
        return new Moment(EventTime.reported(epochMillis));
    }

    /** Returns the time of receipt of a heartbeat. */
    public static Moment heard(long epochSeconds) {
        return new Moment(EventTime.received(Instant.ofEpochSecond(epochSeconds)));
    }

    /** Returns milliseconds since the epoch. */
    public long millis() {
        return at.at().toEpochMilli();
    }

    /** Returns seconds since the epoch. */
    public long seconds() {
        return millis() / MILLIS;
    }

    /** Returns the instant as attributes write it. */
    public String text() {
        return TEXT.format(at.at());
    }
}
