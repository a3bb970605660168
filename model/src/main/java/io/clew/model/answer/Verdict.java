package io.clew.model.answer;

import io.clew.model.Urn;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Says how far an answer can be trusted to be whole.
 *
 * @param state complete, truncated by a limit of the question, or unknown because the record has
 *     gaps
 * @param reason which limit, when truncated
 * @param frontier nodes that were not expanded
 * @param gaps what should be there and is not
 * @param excluded how many nodes {@code failed=false} left out
 */
public record Verdict(
        State state, @Nullable String reason, Frontier frontier, Gaps gaps, int excluded) {

    /** Most nodes or gaps that a verdict spells out; the count is always exact. */
    public static final int LISTED_MAX = 100;

    /** The states of a verdict, on the wire in lower case. */
    public enum State {
        COMPLETE,
        TRUNCATED,
        UNKNOWN
    }

    /** The nodes not expanded: how many, and the first of them. */
    public record Frontier(int count, List<Urn> first) {
        public static final Frontier NONE = new Frontier(0, List.of());
    }

    /** The gaps of the record: how many, and the first of them. */
    public record Gaps(int count, List<Gap> first) {
        public static final Gaps NONE = new Gaps(0, List.of());
    }

    /**
     * Names something that should be there by a node's kind and is not.
     *
     * @param what one short sentence, such as {@code no code recorded}
     */
    public record Gap(Urn urn, String what) {}

    /** A whole answer that left nothing out. */
    public static Verdict complete() {
        return new Verdict(State.COMPLETE, null, Frontier.NONE, Gaps.NONE, 0);
    }
}
