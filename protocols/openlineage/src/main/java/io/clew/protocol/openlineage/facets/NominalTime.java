package io.clew.protocol.openlineage.facets;

import io.clew.model.Attributes;
import io.clew.protocol.openlineage.event.Moment;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** {@code nominalTime}: for which interval of its schedule a run was. */
final class NominalTime implements Meaning {

    private static final DateTimeFormatter MILLIS =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);

    /** Length of {@code 2026-11-30T08:15:00Z}, and of one with nanoseconds. */
    private static final int PLAIN_CHARS_MIN = 20;

    private static final int PLAIN_CHARS_MAX = 30;

    /** Where a leap second has a six, which the library does not read. */
    private static final int LEAP_SECOND_AT = 17;

    @Override
    public void state(Members facet, Subject subject) {
        subject.say(Attributes.NOMINAL_START, instant(facet.text("nominalStartTime")));
        subject.say(Attributes.NOMINAL_END, instant(facet.text("nominalEndTime")));
    }

    @Override
    public void end(Subject subject) {
        subject.end(Attributes.NOMINAL_START);
        subject.end(Attributes.NOMINAL_END);
    }

    /** Writes an instant as all attributes do; what is none stays as it was sent. */
    private static @Nullable String instant(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            return MILLIS.format(read(text));
        } catch (DateTimeException none) {
            return text;
        }
    }

    /**
     * Reads what {@link OffsetDateTime#parse} reads: nearly all texts end with seconds and a Z,
     * which {@link Moment} reads alike in a tenth of the time.
     */
    private static Instant read(String text) {
        if (text.length() >= PLAIN_CHARS_MIN
                && text.length() <= PLAIN_CHARS_MAX
                && text.endsWith("Z")
                && text.charAt(LEAP_SECOND_AT) != '6') {
            Moment moment = Moment.read(text);
            if (moment != null && moment.oddity() == null) {
                return moment.instant();
            }
        }
        return OffsetDateTime.parse(text).toInstant();
    }
}
