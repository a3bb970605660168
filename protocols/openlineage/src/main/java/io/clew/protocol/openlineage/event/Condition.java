package io.clew.protocol.openlineage.event;

import static io.clew.protocol.openlineage.event.Shape.ANY_OBJECT;
import static io.clew.protocol.openlineage.event.Shape.TEXT;
import static io.clew.protocol.openlineage.event.Shape.listOf;
import static io.clew.protocol.openlineage.event.Shape.texts;

import io.clew.protocol.openlineage.event.Shape.Later;
import io.clew.protocol.openlineage.event.Shape.Members;
import io.clew.protocol.openlineage.event.Shape.ToldBy;
import java.util.Map;

/** Holds the shapes of the {@code subset} facet: which part of a dataset was read or written. */
final class Condition {
    private static final Shape SELF = new Later(Condition::shape);

    private static final Shape OPERAND =
            new ToldBy(
                    "type",
                    Map.of("field", texts("type", "field"), "literal", texts("type", "value")));

    private static final Shape PARTITION =
            Members.none().may("identifier", TEXT).need("dimensions", ANY_OBJECT);

    private static final Shape CONDITION =
            new ToldBy(
                    "type",
                    Map.of(
                            "location",
                            texts("type").need("locations", listOf(TEXT)),
                            "partition",
                            texts("type").need("partitions", listOf(PARTITION)),
                            "binary",
                            texts("type", "operator").need("left", SELF).need("right", SELF),
                            "compare",
                            texts("type", "comparison")
                                    .need("left", OPERAND)
                                    .need("right", OPERAND)));

    private Condition() {}

    /** Returns the shape of a condition, whose parts may be conditions. */
    static Shape shape() {
        return CONDITION;
    }

    /** Returns the shape of the facet, of an input or an output. */
    static Shape facet() {
        return Members.none()
                .may("inputCondition", CONDITION)
                .may("outputCondition", CONDITION)
                .either("inputCondition", "outputCondition");
    }
}
