package io.clew.model.answer;

import io.clew.model.Assertion;
import io.clew.model.EdgeKind;
import io.clew.model.EventTime;
import io.clew.model.Inference;
import io.clew.model.Urn;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Shows an edge from effect to cause with everyone who asserts it.
 *
 * @param assertion the strongest of the assertions
 * @param at when it happened, by the strongest assertion
 * @param recorded when it was first recorded
 */
public record Edge(
        Urn from,
        EdgeKind kind,
        Urn to,
        Assertion assertion,
        Instant at,
        Instant recorded,
        Map<String, Object> attributes,
        List<Asserted> assertions) {

    /**
     * Shows what one asserter said of the edge.
     *
     * @param by the agent's URN
     * @param via the protocol it spoke through
     * @param entry log position of the audit entry that holds it
     * @param inference the rule and its inputs, for an inferred one
     */
    public record Asserted(
            Assertion assertion,
            Urn by,
            String via,
            EventTime at,
            Instant recorded,
            long entry,
            @Nullable Inference inference) {}
}
