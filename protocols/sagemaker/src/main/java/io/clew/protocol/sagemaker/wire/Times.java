package io.clew.protocol.sagemaker.wire;

import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns instants of the wire, seconds since the epoch, into milliseconds and back. */
public final class Times {
    private static final long MILLIS_PER_SECOND = 1000;

    private Times() {}

    /** Writes milliseconds as seconds with a fraction. */
    public static double seconds(long millis) {
        return BigDecimal.valueOf(millis, 3).doubleValue();
    }

    /** Reads an instant in seconds, rounded to the millisecond. */
    public static long millis(Number seconds) {
        return seconds instanceof Long whole
                ? whole * MILLIS_PER_SECOND
                : Math.round(seconds.doubleValue() * MILLIS_PER_SECOND);
    }

    /** Returns a field's instant in milliseconds, or null when it is not set. */
    public static @Nullable Long millis(Map<String, @Nullable Object> fields, String name) {
        return fields.get(name) instanceof Number seconds ? Long.valueOf(millis(seconds)) : null;
    }
}
