package io.clew.questions.search;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gives what may match, in the order of the answer. */
interface Candidates {

    /**
     * Returns the candidates after one, at most so many; empty at the end.
     *
     * @param after the last one seen; null for the first
     */
    List<Hit> after(@Nullable Hit after, int limit);
}
