package io.clew.questions.diff.evidence;

import java.util.List;
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
        Said best = null;
        for (Said word : words) {
            if (word.atMillis <= asOfMillis
                    && isLatest(word, words, asOfMillis)
                    && (best == null || word.outweighs(best))) {
                best = word;
            }
        }
        return best;
    }

    private static boolean isLatest(Said word, List<Said> words, long asOfMillis) {
        if (words.size() == 1) {
            return true;
        }
        for (Said other : words) {
            if (other != word
                    && other.asserter == word.asserter
                    && other.atMillis <= asOfMillis
                    && other.isLaterThan(word)) {
                return false;
            }
        }
        return true;
    }
}
