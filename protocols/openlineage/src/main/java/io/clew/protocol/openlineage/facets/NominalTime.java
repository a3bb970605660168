package io.clew.protocol.openlineage.facets;

import io.clew.model.Attributes;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** {@code nominalTime}: for which interval of its schedule a run was. */
final class NominalTime implements Meaning {

    private static final DateTimeFormatter MILLIS =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);

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
            return MILLIS.format(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException none) {
            return text;
        }
    }
}
