package io.clew.protocol.clew.calls;

import io.clew.model.Clocks;
import io.clew.protocol.clew.ask.KnownAt;
import io.clew.protocol.clew.ask.Params;
import io.clew.questions.Questions;
import java.time.Instant;
import java.util.Optional;

/** Reads what several calls ask alike. */
final class Asked {
    private Asked() {}

    /** Returns the two clocks, for a call that has both. */
    static Clocks clocks(Questions questions, Params params) {
        Optional<Instant> asOf = params.moment("as_of");
        Optional<KnownAt> knownAt = params.knownAt("known_at");
        return new Clocks(
                asOf.orElse(null),
                knownAt.map(known -> position(questions, known)).orElse(Long.MAX_VALUE));
    }

    private static long position(Questions questions, KnownAt known) {
        return switch (known) {
            case KnownAt.Position position -> position.position();
            case KnownAt.Time time -> questions.positionAt(time.instant());
        };
    }

    /** Returns the clocks of a call that has event time only. */
    static Clocks asOf(Params params) {
        return new Clocks(params.moment("as_of").orElse(null), Long.MAX_VALUE);
    }
}
