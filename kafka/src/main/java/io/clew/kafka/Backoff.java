package io.clew.kafka;

import java.time.Duration;

/** Counts failures and says how long to wait before the next try: twice as long each time. */
final class Backoff {

    private final Duration first;
    private final Duration longest;
    private int failures;

    Backoff(Duration first, Duration longest) {
        this.first = first;
        this.longest = longest;
    }

    /** Counts a failure and returns how long to wait, in nanoseconds. */
    long fail() {
        long wait = first.toNanos() << Math.min(failures, 20);
        failures++;
        return Math.min(wait, longest.toNanos());
    }

    /** Forgets failures. */
    void succeed() {
        failures = 0;
    }
}
