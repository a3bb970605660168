package io.clew.questions.node;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * Holds what one asserter said an attribute's value is from an instant on.
 *
 * @param json the value as stored JSON; null ends the attribute
 * @param asserter number of who said it
 * @param assertion 0 declared, 1 observed, 2 inferred: the strongest is least
 * @param atMillis event time
 * @param received whether the event time is that of receipt
 * @param position log position of the entry
 * @param seq its place in the entry
 */
record Word(
        @Nullable String json,
        long asserter,
        int assertion,
        long atMillis,
        boolean received,
        long position,
        int seq) {

    /** Earlier first, by event time, then by place in the log. */
    static final Comparator<Word> BY_TIME =
            Comparator.comparingLong(Word::atMillis)
                    .thenComparingLong(Word::position)
                    .thenComparingInt(Word::seq);

    /** Says whether this word counts and not the other: the stronger, then the later. */
    boolean outweighs(Word other) {
        return assertion != other.assertion
                ? assertion < other.assertion
                : BY_TIME.compare(this, other) > 0;
    }
}
