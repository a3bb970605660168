package io.clew.questions.path;

import io.clew.model.ClewException;
import io.clew.model.Urn;

/**
 * Asks for ways from an effect to a cause, or the other way round when there is none.
 *
 * @param count most ways to show
 */
public record PathQuestion(Urn from, Urn to, int count) {

    /** Most ways: more than anybody reads. */
    public static final int COUNT_MAX = 10;

    public PathQuestion {
        if (count < 1 || count > COUNT_MAX) {
            throw ClewException.invalid("count", "count must be from 1 to " + COUNT_MAX);
        }
    }
}
