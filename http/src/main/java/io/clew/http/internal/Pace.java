package io.clew.http.internal;

import java.util.concurrent.TimeUnit;

/**
 * Measures how patient Clew still is with a client it waits for: waiting takes of the patience,
 * bytes in or out give back; what Clew itself takes to think does not count.
 */
final class Pace {

    /**
     * Bytes that are worth a second of waiting: less than GSM's first data calls gave (9.6 kbit/s).
     */
    static final int BYTES_A_SECOND_MIN = 1024;

    private final Runnable cut;
    private final long patienceNanosMax;
    private long patienceNanos;
    private long waitingSince;
    private boolean isWaiting;

    /**
     * Begins with all patience.
     *
     * @param patienceMillisMax longest wait without a byte, and most patience that bytes can earn
     * @param cut ends the connection; what waits for it then fails
     */
    Pace(long patienceMillisMax, Runnable cut) {
        this.patienceNanosMax = TimeUnit.MILLISECONDS.toNanos(patienceMillisMax);
        this.patienceNanos = patienceNanosMax;
        this.cut = cut;
    }

    /** Notes that the wait for the client begins. */
    synchronized void begin(long now) {
        isWaiting = true;
        waitingSince = now;
    }

    /** Notes that it is over, and how many bytes it brought. */
    synchronized void end(long now, long moved) {
        isWaiting = false;
        long earned = TimeUnit.SECONDS.toNanos(Math.max(0, moved)) / BYTES_A_SECOND_MIN;
        patienceNanos = Math.min(patienceNanosMax, patienceNanos - (now - waitingSince) + earned);
    }

    /** Says whether the client has been slower than anybody needs to be. */
    synchronized boolean isTooSlow(long now) {
        return isWaiting && now - waitingSince > patienceNanos;
    }

    void cut() {
        cut.run();
    }
}
