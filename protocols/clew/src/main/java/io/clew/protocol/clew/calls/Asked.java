package io.clew.protocol.clew.calls;

import io.clew.model.ClewException;
import io.clew.model.Clocks;
import io.clew.protocol.clew.ask.KnownAt;
import io.clew.protocol.clew.ask.Params;
import io.clew.questions.Questions;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Reads what several calls ask alike. */
final class Asked {
    private static final String KNOWN_AT = "known_at";

    /** Today's date is a moment up to a day ahead, and up to two where the day begins early. */
    private static final Duration AHEAD_MAX = Duration.ofDays(2);

    private Asked() {}

    /** Returns the two clocks, for a call that has both. */
    static Clocks clocks(Questions questions, Params params) {
        Optional<Instant> asOf = params.moment("as_of");
        return new Clocks(asOf.orElse(null), knownAt(questions, params));
    }

    /** Returns the log position that a call is bound to by record time, if any. */
    static long knownAt(Questions questions, Params params) {
        return params.knownAt(KNOWN_AT)
                .map(known -> position(questions, known))
                .orElse(Long.MAX_VALUE);
    }

    private static long position(Questions questions, KnownAt known) {
        return switch (known) {
            case KnownAt.Position position -> recorded(questions, position.position());
            case KnownAt.Time time -> questions.positionAt(past(time.instant()));
        };
    }

    /** An answer as of a position that is still to come would change when it comes. */
    private static long recorded(Questions questions, long position) {
        long newest = questions.newestPosition();
        if (position > newest) {
            throw ClewException.invalid(
                    KNOWN_AT,
                    "%s %d lies ahead of the log: expected a position up to %d, its newest."
                            .formatted(KNOWN_AT, position, newest));
        }
        return position;
    }

    private static Instant past(Instant instant) {
        Instant latest = Instant.now().plus(AHEAD_MAX);
        if (instant.isAfter(latest)) {
            throw ClewException.invalid(
                    KNOWN_AT,
                    "%s %s lies ahead of the log: expected a moment up to %s, since nothing is recorded later."
                            .formatted(KNOWN_AT, instant, latest.truncatedTo(ChronoUnit.SECONDS)));
        }
        return instant;
    }

    /** Returns the clocks of a call that has event time only. */
    static Clocks asOf(Params params) {
        return new Clocks(params.moment("as_of").orElse(null), Long.MAX_VALUE);
    }
}
