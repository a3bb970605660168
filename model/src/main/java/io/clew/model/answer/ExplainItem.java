package io.clew.model.answer;

import io.clew.model.Urn;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Answers one part of one of the six questions.
 *
 * @param key what it answers, such as {@code trained-by}
 * @param text the answer, a sentence for people; for a missing one, what is missing
 * @param at when it happened; null when that is not known
 * @param urns the nodes that it speaks of
 * @param entries log positions of the audit entries that hold it, ascending
 */
public record ExplainItem(
        String key,
        String text,
        State state,
        @Nullable Instant at,
        List<Urn> urns,
        List<Long> entries) {

    /** Says how an answer is known; on the wire in lower case. */
    public enum State {
        /** Somebody said so, or Clew saw it. */
        RECORDED,
        /** A rule concluded it. */
        INFERRED,
        /** It speaks of somebody whose name nobody checked. */
        CLAIMED,
        /** Nothing says it. */
        MISSING;

        /** Returns the name used in JSON, such as {@code claimed}. */
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public ExplainItem {
        urns = List.copyOf(urns);
        entries = List.copyOf(entries);
    }
}
