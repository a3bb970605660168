package io.clew.graph;

import java.time.Instant;

/** Turns instants into milliseconds, those beyond any calendar into the farthest. */
final class Millis {
    private Millis() {}

    static long of(Instant instant) {
        try {
            return instant.toEpochMilli();
        } catch (ArithmeticException beyond) {
            return instant.getEpochSecond() > 0 ? Long.MAX_VALUE : Long.MIN_VALUE;
        }
    }
}
