package io.clew.model;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * States one thing about the graph: an edge, an attribute's value, or a retraction of either.
 *
 * <p>Facts are never updated. What a fact says together with who asserts it is its key; asserting
 * the same key again adds a further assertion, and correcting means retracting and asserting anew.
 */
public sealed interface Fact {

    /** Returns when it happened. */
    EventTime at();

    /** Returns who asserts it. */
    Asserter by();

    /**
     * Asserts an edge from effect to cause.
     *
     * @param attributes small details of the edge, such as the {@code context} of a use; values as
     *     in {@link AttributeFact}
     * @param inference present exactly when the assertion is {@link Assertion#INFERRED}
     */
    record EdgeFact(
            Urn from,
            EdgeKind kind,
            Urn to,
            Assertion assertion,
            EventTime at,
            Asserter by,
            Map<String, Object> attributes,
            @Nullable Inference inference)
            implements Fact {
        public EdgeFact {
            attributes = Map.copyOf(attributes);
            requireInferenceWhenInferred(assertion, inference);
        }
    }

    /**
     * Asserts the value that an attribute of a node has from {@link #at()} on.
     *
     * @param key the attribute's name, one of {@link Attributes}
     * @param value text, Long, Double, Boolean, List or Map of these; null ends the attribute
     * @param inference present exactly when the assertion is {@link Assertion#INFERRED}
     */
    record AttributeFact(
            Urn node,
            String key,
            @Nullable Object value,
            Assertion assertion,
            EventTime at,
            Asserter by,
            @Nullable Inference inference)
            implements Fact {
        public AttributeFact {
            requireInferenceWhenInferred(assertion, inference);
        }
    }

    /**
     * Takes back all that one asserter has said of an edge so far.
     *
     * @param until null when it was never true; else it was true before that instant and ended then
     * @param reason why, for the reader of the log
     */
    record EdgeRetraction(
            Urn from,
            EdgeKind kind,
            Urn to,
            EventTime at,
            Asserter by,
            @Nullable Instant until,
            String reason)
            implements Fact {}

    /**
     * Takes back all that one asserter has said of an attribute of a node so far.
     *
     * @param reason why, for the reader of the log
     */
    record AttributeRetraction(Urn node, String key, EventTime at, Asserter by, String reason)
            implements Fact {}

    private static void requireInferenceWhenInferred(
            Assertion assertion, @Nullable Inference inference) {
        if ((assertion == Assertion.INFERRED) != (inference != null)) {
            throw new IllegalArgumentException(
                    "an inferred fact names its rule, and only an inferred one does");
        }
    }
}
