package io.clew.cli.harvest;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Hears Ctrl-C and SIGTERM, and holds the process until the work has ended: first it is asked to
 * end after its batch, and then what it waits for is broken off.
 */
final class Interruption implements AutoCloseable {

    /** Time for the batch under way. */
    private static final long BATCH_SECONDS = 5;

    /** Time to tell the server. */
    private static final long FAREWELL_SECONDS = 5;

    private final CountDownLatch requested = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread worker = Thread.currentThread();
    private final Thread hook = new Thread(this::end, "end of the harvest");

    private Interruption() {}

    /** Begins to listen, for the work of the calling thread. */
    static Interruption listen() {
        Interruption interruption = new Interruption();
        Runtime.getRuntime().addShutdownHook(interruption.hook);
        return interruption;
    }

    private void end() {
        requested.countDown();
        try {
            if (!ended.await(BATCH_SECONDS, TimeUnit.SECONDS)) {
                worker.interrupt();
                if (!ended.await(FAREWELL_SECONDS, TimeUnit.SECONDS)) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Says whether the work is to end. */
    boolean isRequested() {
        return requested.getCount() == 0;
    }

    /** Waits for a time, or until the work is to end. */
    void await(Duration time) throws InterruptedException {
        if (requested.await(time.toNanos(), TimeUnit.NANOSECONDS)) {
            return;
        }
    }

    /** Says that the work has ended. */
    @Override
    public void close() {
        ended.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException goingDown) {
            Thread.yield();
        }
    }
}
