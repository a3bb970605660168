package io.clew.questions.diff.evidence;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Holds one asserter's word on an attribute.
 *
 * @param json the value; null ends the attribute
 * @param assertion 0 declared, 1 observed, 2 inferred
 */
public record Said(
        @Nullable String json,
        long asserter,
        int assertion,
        long atMillis,
        long position,
        int seq) {

    private boolean isLaterThan(Said other) {
        if (atMillis != other.atMillis) {
            return atMillis > other.atMillis;
        }
        return position != other.position ? position > other.position : seq > other.seq;
    }

    private boolean outweighs(Said other) {
        return assertion != other.assertion ? assertion < other.assertion : isLaterThan(other);
    }

    /**
     * Returns the word that counts at a time: of each asserter the latest, of these the strongest.
     */
    static @Nullable Said counting(List<Said> words, long asOfMillis) {
        if (words.size() == 1) {
            Said only = words.getFirst();
            return only.atMillis <= asOfMillis ? only : null;
        }
        Map<Long, Said> latest = new HashMap<>(4);
        for (Said word : words) {
            if (word.atMillis <= asOfMillis) {
                latest.merge(
                        word.asserter, word, (one, other) -> other.isLaterThan(one) ? other : one);
            }
        }
        Said best = null;
        for (Said word : latest.values()) {
            best = best == null || word.outweighs(best) ? word : best;
        }
        return best;
    }
}
