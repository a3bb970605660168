package io.clew.harvest.wire;

import io.clew.model.ClewException;
import io.clew.model.ErrorCode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/**
 * Waits before a call is made again: longer each time, by chance so that many do not come back
 * together, and at least as long as the server asked for. A wait ends at once when its thread is
 * interrupted or this is closed.
 */
public final class BackOff implements AutoCloseable {

    /** Longest first pause: a server that was only busy is asked again soon. */
    static final Duration PAUSE_FIRST = Duration.ofMillis(500);

    /** Longest pause of our own; seven tries take at most half a minute. */
    static final Duration PAUSE_MAX = Duration.ofSeconds(16);

    /** Longest pause that a server is granted: for longer, a person should start again later. */
    static final Duration ASKED_MAX = Duration.ofMinutes(2);

    private final InstantSource clock;
    private final RandomGenerator random;
    private final CountDownLatch closed = new CountDownLatch(1);

    /** Makes one; a test gives its own clock and chance. */
    public BackOff(InstantSource clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    /**
     * Waits.
     *
     * @param failures how many tries have failed, 1 or more
     * @param retryAfter the header of the last answer, if it had one
     * @throws ClewException UNAVAILABLE when the wait was ended
     */
    public void await(int failures, Optional<String> retryAfter) {
        boolean isClosed;
        try {
            isClosed = closed.await(pause(failures, retryAfter).toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ClewException(ErrorCode.UNAVAILABLE, "interrupted");
        }
        if (isClosed) {
            throw new ClewException(ErrorCode.UNAVAILABLE, "stopped");
        }
    }

    /** Returns how long to wait: between half and all of a time that doubles, or as asked for. */
    Duration pause(int failures, Optional<String> retryAfter) {
        Duration longest = PAUSE_FIRST;
        for (int i = 1; i < failures && longest.compareTo(PAUSE_MAX) < 0; i++) {
            longest = longest.multipliedBy(2);
        }
        long nanos = least(PAUSE_MAX, longest).toNanos();
        Duration own = Duration.ofNanos(random.nextLong(nanos / 2, nanos + 1));
        Duration asked = least(ASKED_MAX, retryAfter.flatMap(this::read).orElse(Duration.ZERO));
        return asked.compareTo(own) > 0 ? asked : own;
    }

    /** Reads seconds or a date of HTTP; what is neither asks for nothing. */
    private Optional<Duration> read(String retryAfter) {
        String text = retryAfter.strip();
        if (text.matches("[0-9]{1,9}")) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
        }
        try {
            Instant then =
                    ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
            return Optional.of(Duration.between(clock.instant(), then));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Duration least(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /** Ends the wait there is, and each to come. */
    @Override
    public void close() {
        closed.countDown();
    }
}
