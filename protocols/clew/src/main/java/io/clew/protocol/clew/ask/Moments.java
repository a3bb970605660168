package io.clew.protocol.clew.ask;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads instants in RFC 3339, and dates. */
public final class Moments {

    /** What a moment looks like, for refusals. */
    public static final String EXPECTED =
            "an instant such as 2026-01-05T10:00:00Z or a date such as 2026-01-05";

    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

    /** The blank stands for a plus sign that somebody forgot to percent-encode. */
    private static final Pattern INSTANT =
            Pattern.compile(
                    "(\\d{4}-\\d{2}-\\d{2})[Tt](\\d{2}:\\d{2}):(\\d{2})(\\.\\d{1,9})?"
                            + "([Zz]|[-+ ]\\d{2}:\\d{2})");

    private Moments() {}

    /** Reads an instant, or a date as the last millisecond of that day in UTC. */
    public static Optional<Instant> read(String text) {
        return date(text)
                .map(date -> startOf(date.plusDays(1)).minus(Duration.ofMillis(1)))
                .or(() -> instant(text));
    }

    /** Reads an instant, or a date as the start of that day in UTC. */
    public static Optional<Instant> readStart(String text) {
        return date(text).map(Moments::startOf).or(() -> instant(text));
    }

    private static Instant startOf(LocalDate date) {
        return date.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static Optional<LocalDate> date(String text) {
        if (!DATE.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeException noSuchDay) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> instant(String text) {
        Matcher parts = INSTANT.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        boolean leap = parts.group(3).equals("60");
        String fraction = leap ? ".999" : parts.group(4) == null ? "" : parts.group(4);
        String java =
                parts.group(1)
                        + "T"
                        + parts.group(2)
                        + ":"
                        + (leap ? "59" : parts.group(3))
                        + fraction
                        + parts.group(5).toUpperCase(Locale.ROOT).replace(' ', '+');
        try {
            return Optional.of(OffsetDateTime.parse(java).toInstant());
        } catch (DateTimeException noSuchTime) {
            return Optional.empty();
        }
    }
}
