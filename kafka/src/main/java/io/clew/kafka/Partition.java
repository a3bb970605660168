package io.clew.kafka;

import java.time.Duration;
import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;

/** Remembers how reading one partition goes, while it is this server's. */
final class Partition {

    private static final Duration WAIT_MIN = Duration.ofMillis(100);
    private static final Duration WAIT_MAX = Duration.ofSeconds(10);

    private final TopicPartition name;
    private final Backoff backoff = new Backoff(WAIT_MIN, WAIT_MAX);
    private OptionalLong kept = OptionalLong.empty();
    private long next;
    private boolean isPaused = true;
    private long resumeAt = System.nanoTime();
    private int batchMax = BatchTaker.EVENTS_MAX;
    private int defects;

    Partition(TopicPartition name) {
        this.name = name;
    }

    TopicPartition name() {
        return name;
    }

    int number() {
        return name.partition();
    }

    /** Says whether its row in the database is this server's, as far as that knows. */
    boolean isClaimed() {
        return kept.isPresent();
    }

    /** Returns what the row says; only once claimed. */
    long kept() {
        return kept.orElseThrow();
    }

    /** Returns the offset of the next event to take; only once claimed. */
    long next() {
        return next;
    }

    /** Returns the offset of the next event to take; empty until claimed. */
    OptionalLong offset() {
        return isClaimed() ? OptionalLong.of(next) : OptionalLong.empty();
    }

    /**
     * Takes it over.
     *
     * @param row what the row says
     * @param first where to read on: later than the row where Kafka has dropped what lies between
     */
    void claimed(long row, long first) {
        kept = OptionalLong.of(row);
        next = first;
    }

    /** Gives it up until it is claimed again. */
    void unclaim() {
        kept = OptionalLong.empty();
    }

    /** Moves on after events were kept. */
    void moved(long to) {
        kept = OptionalLong.of(to);
        next = to;
        backoff.succeed();
        defects = 0;
        batchMax = Math.min(BatchTaker.EVENTS_MAX, batchMax * 2);
    }

    /** Waits before the next try, longer each time. */
    void waitALittle() {
        isPaused = true;
        resumeAt = System.nanoTime() + backoff.fail();
    }

    /** Says whether it waits for a time to come. */
    boolean isPaused() {
        return isPaused;
    }

    /** Returns how long it is to wait yet, in nanoseconds; 0 or less when that is over. */
    long waitNanos() {
        return resumeAt - System.nanoTime();
    }

    /** Goes on. */
    void resume() {
        isPaused = false;
    }

    /** Counts that its next event failed Clew itself, and returns how often it did. */
    int countDefect() {
        return ++defects;
    }

    /** Returns most events of one transaction. */
    int batchMax() {
        return batchMax;
    }

    /** Takes fewer at once for a while. */
    void takeFewer(int events) {
        batchMax = events;
    }
}
