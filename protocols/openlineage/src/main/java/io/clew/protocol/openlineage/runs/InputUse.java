package io.clew.protocol.openlineage.runs;

import org.jspecify.annotations.Nullable;

/**
 * Keeps what a run's events said of one input.
 *
 * @param told when it was named
 * @param version the producer's version that was read: that of the earliest event that names one,
 *     since a later one may show what the run itself wrote; null when none does
 * @param versionMillis time of that event
 * @param part which part was read
 */
record InputUse(Span told, @Nullable String version, long versionMillis, Part part) {

    static InputUse first(long millis, ToldInput said) {
        return new InputUse(
                Span.at(millis), said.version(), millis, Part.NONE.and(millis, said.part()));
    }

    /** Returns this use and what one more event says of it. */
    InputUse and(long millis, ToldInput said) {
        String toldVersion = said.version();
        boolean earlier =
                toldVersion != null
                        && (version == null
                                || millis < versionMillis
                                || (millis == versionMillis && toldVersion.compareTo(version) < 0));
        return new InputUse(
                told.and(millis),
                earlier ? toldVersion : version,
                earlier ? millis : versionMillis,
                part.and(millis, said.part()));
    }
}
