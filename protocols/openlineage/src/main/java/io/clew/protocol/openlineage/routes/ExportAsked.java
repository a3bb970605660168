package io.clew.protocol.openlineage.routes;

import io.clew.http.Request;
import io.clew.identity.Segments;
import io.clew.model.ClewException;
import io.clew.protocol.openlineage.event.Moment;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Holds what an export is asked for.
 *
 * @param after log position after which to begin
 * @param limit most events; null for all
 */
record ExportAsked(
        @Nullable Long sinceMillis,
        @Nullable Long untilMillis,
        @Nullable String namespace,
        @Nullable String job,
        long after,
        @Nullable Integer limit) {

    /** Most events of one page: a page is streamed, so this bounds how long it takes. */
    private static final int LIMIT_MAX = 100_000;

    private static final int NAME_CHARS_MAX = 8192;

    private static final String EXPECTED_MOMENT =
            "an instant such as 2026-01-05T10:00:00Z or a date such as 2026-01-05";

    /**
     * Reads the parameters.
     *
     * @throws ClewException INVALID_PARAMETER that names one
     */
    static ExportAsked of(Request request) {
        String limit = single(request, "limit");
        String cursor = single(request, "cursor");
        return new ExportAsked(
                millis(request, "since", false),
                millis(request, "until", true),
                name(request, "namespace"),
                name(request, "job"),
                cursor == null ? 0 : number("cursor", cursor, 0, Long.MAX_VALUE),
                limit == null ? null : (int) number("limit", limit, 1, LIMIT_MAX));
    }

    private static @Nullable String single(Request request, String name) {
        List<String> values = request.query().all(name);
        if (values.size() > 1) {
            throw ClewException.invalid(name, name + " is there more than once: expected one.");
        }
        return values.isEmpty() ? null : values.getFirst();
    }

    private static @Nullable String name(Request request, String name) {
        String text = single(request, name);
        if (text != null && (text.isEmpty() || text.length() > NAME_CHARS_MAX)) {
            throw ClewException.invalid(
                    name,
                    "%s is not what it takes: expected a text of 1 to %d characters."
                            .formatted(name, NAME_CHARS_MAX));
        }
        return text == null ? null : Segments.of(text);
    }

    private static long number(String name, String text, long min, long max) {
        try {
            long number = Long.parseLong(text);
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            throw noNumber(name, min, max);
        }
        throw noNumber(name, min, max);
    }

    private static ClewException noNumber(String name, long min, long max) {
        return ClewException.invalid(
                name,
                max == Long.MAX_VALUE
                        ? "%s is not what it takes: expected what %s said."
                                .formatted(name, ExportRoutes.NEXT_HEADER)
                        : "%s is not what it takes: expected a whole number from %d to %d."
                                .formatted(name, min, max));
    }

    /** Reads an instant, or a date as its beginning or its end. */
    private static @Nullable Long millis(Request request, String name, boolean endOfDay) {
        String text = single(request, name);
        if (text == null) {
            return null;
        }
        Moment moment = Moment.read(text);
        if (moment != null) {
            return moment.instant().toEpochMilli();
        }
        try {
            LocalDate date = LocalDate.parse(text);
            Instant start = date.atStartOfDay(ZoneOffset.UTC).toInstant();
            return endOfDay
                    ? start.atZone(ZoneOffset.UTC).plusDays(1).toInstant().toEpochMilli() - 1
                    : start.toEpochMilli();
        } catch (DateTimeException | ArithmeticException noDate) {
            throw ClewException.invalid(
                    name, "%s is not what it takes: expected %s.".formatted(name, EXPECTED_MOMENT));
        }
    }
}
