package io.clew.questions.merges;

import io.clew.model.Asserter;
import io.clew.model.EdgeKind;
import io.clew.model.Urn;
import java.time.Instant;
import java.util.List;

/**
 * Shows the audit entry of what somebody decided about edges.
 *
 * @param entry its log position
 * @param by who decided
 * @param operation {@code merges} or {@code retractions}
 * @param facts what the entry states, in order
 * @param sameAs the other names that the first node of the decision has now
 */
public record Decided(
        long entry,
        Instant recorded,
        Urn by,
        String operation,
        String reason,
        List<Stated> facts,
        List<Urn> sameAs) {

    public Decided {
        facts = List.copyOf(facts);
        sameAs = List.copyOf(sameAs);
    }

    /**
     * Shows one fact of the entry.
     *
     * @param isRetraction whether the edge is taken back rather than stated
     * @param by whose word it is; of a merge that is taken back, the word of whoever made it
     */
    public record Stated(boolean isRetraction, Urn from, EdgeKind kind, Urn to, Asserter by) {}

    /** Returns it with the names that the first node has now. */
    public Decided with(List<Urn> names) {
        return new Decided(entry, recorded, by, operation, reason, facts, names);
    }
}
