package io.clew.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Fixes the two clocks of a question: what had happened, and what had been recorded.
 *
 * @param asOf only what had happened by then, by event time; null for no bound
 * @param knownAt only what had been recorded up to this log position, inclusive
 */
public record Clocks(@Nullable Instant asOf, long knownAt) {
    /** All that has happened and all that is recorded. */
    public static final Clocks NOW = new Clocks(null, Long.MAX_VALUE);

    /** Returns the bound on event time in milliseconds; beyond any time when there is none. */
    public long asOfMillis() {
        return asOf == null ? Long.MAX_VALUE : asOf.toEpochMilli();
    }
}
