package io.clew.cli.ask;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/** Reads and shows instants as people at this machine do: in local time. */
final class Moments {
    private Moments() {}

    private static final DateTimeFormatter SHOWN =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

    /**
     * Reads a moment: a date (the end of that local day), a local date and time, or an instant with
     * its offset.
     *
     * @throws AskException for anything else
     */
    static Instant read(String option, String text, ZoneId zone) {
        String iso = text.trim().replace(' ', 'T');
        try {
            if (iso.length() == 10) {
                return LocalDate.parse(iso)
                        .atTime(LocalTime.MAX)
                        .atZone(zone)
                        .toInstant()
                        .truncatedTo(ChronoUnit.MILLIS);
            }
            boolean withOffset =
                    iso.endsWith("Z")
                            || iso.substring(Math.min(11, iso.length())).matches(".*[+-].*");
            return withOffset
                    ? OffsetDateTime.parse(iso).toInstant()
                    : LocalDateTime.parse(iso).atZone(zone).toInstant();
        } catch (DateTimeException e) {
            throw new AskException(
                    ExitStatus.WRONG_USE,
                    option
                            + " takes a date or a time such as 2026-01-05, 2026-01-05T10:00 or"
                            + " 2026-01-05T10:00:00Z, not "
                            + text);
        }
    }

    /**
     * Shows an instant of the API in local time, to the second: two changes often share a minute.
     */
    static String show(String instant, ZoneId zone) {
        return SHOWN.format(Instant.parse(instant).atZone(zone));
    }
}
