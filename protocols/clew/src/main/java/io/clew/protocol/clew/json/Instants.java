package io.clew.protocol.clew.json;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes instants in RFC 3339, UTC, with milliseconds. */
public final class Instants {

    private static final DateTimeFormatter FORM =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    /** RFC 3339 has four digits for a year; a client's clock may be further off than that. */
    private static final Instant FIRST = Instant.parse("0000-01-01T00:00:00Z");

    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999Z");

    private Instants() {}

    /** Writes an instant; one that RFC 3339 cannot write becomes the nearest that it can. */
    public static String write(Instant instant) {
        Instant shown = instant.isBefore(FIRST) ? FIRST : instant.isAfter(LAST) ? LAST : instant;
        return FORM.format(shown);
    }

    static @Nullable String writeOrNull(@Nullable Instant instant) {
        return instant == null ? null : write(instant);
    }
}
