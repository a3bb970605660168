package io.clew.kafka.testing;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for conditions. */
public final class Await {
    private static final Duration WAIT_MAX = Duration.ofSeconds(90);

    private Await() {}

    /** Waits until something holds; fails with what is the case when that takes too long. */
    public static void until(BooleanSupplier condition, Supplier<?> instead) {
        Instant deadline = Instant.now().plus(WAIT_MAX);
        while (!condition.getAsBoolean()) {
            if (Instant.now().isAfter(deadline)) {
                throw new AssertionError("waited in vain: " + instead.get());
            }
            LockSupport.parkNanos(10_000_000);
        }
    }
}
