package io.clew.commit.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.clew.ledger.Leaf;
import io.clew.model.Asserter;
import io.clew.model.Assertion;
import io.clew.model.EdgeKind;
import io.clew.model.EventTime;
import io.clew.model.Fact;
import io.clew.model.Inference;
import io.clew.model.NodeKind;
import io.clew.model.Urn;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Holds that facts are written in the order and form that RFC 8785 asks for. */
class CanonicalFactsTests {

    private static final Urn RUN = Urn.of(NodeKind.RUN, "openlineage", "r 1");
    private static final Urn DATA = Urn.of(NodeKind.DATASET, "s3://bank", "é\"\\\n/x");
    private static final Asserter BY =
            new Asserter(Urn.of(NodeKind.AGENT, "claimed", "mlflow", "root"), "mlflow");
    private static final EventTime AT = EventTime.reported(1_700_000_000_123L);

    @Test
    void everyKindOfFactIsItsOwnCanonicalForm() {
        Inference rule = new Inference("latest-before-start", List.of("b=2", "a=1"));
        List<Fact> facts =
                List.of(
                        new Fact.EdgeFact(
                                RUN,
                                EdgeKind.USED,
                                DATA,
                                Assertion.INFERRED,
                                AT,
                                BY,
                                Map.of("z", 1L, "a", List.of(1.5, "x", true)),
                                rule),
                        new Fact.EdgeFact(
                                RUN,
                                EdgeKind.USED,
                                DATA,
                                Assertion.DECLARED,
                                AT,
                                BY,
                                Map.of(),
                                null),
                        new Fact.AttributeFact(
                                DATA,
                                "rows",
                                Long.MAX_VALUE,
                                Assertion.INFERRED,
                                EventTime.received(Instant.ofEpochMilli(5)),
                                BY,
                                rule),
                        new Fact.AttributeFact(
                                DATA, "name", null, Assertion.OBSERVED, AT, BY, null),
                        new Fact.EdgeRetraction(
                                RUN,
                                EdgeKind.USED,
                                DATA,
                                AT,
                                BY,
                                Instant.ofEpochMilli(7),
                                "it ended"),
                        new Fact.EdgeRetraction(RUN, EdgeKind.USED, DATA, AT, BY, null, "never"),
                        new Fact.AttributeRetraction(DATA, "name", AT, BY, "wrong"));

        byte[] written = CanonicalFacts.of(facts);

        assertThat(new String(written, StandardCharsets.UTF_8))
                .isEqualTo(new String(Leaf.canonical(written), StandardCharsets.UTF_8))
                .contains("\"value\":\"9223372036854775807\"")
                .contains("\"until\":7");
    }

    @Test
    void valuesThatNeedNoEscapesAreWrittenAsAnyOther() {
        for (Object value :
                List.of("plain", "é€😀", "", "\u007f", "a\"b", "a\\b", "\n", 5L, -1L, true, 1.5)) {
            String json = FactJson.write(value);
            assertThat(FactJson.read(json)).isEqualTo(value);
        }
        assertThat(FactJson.write("a\"b")).isEqualTo("\"a\\\"b\"");
        assertThat(FactJson.write("é")).isEqualTo("\"é\"");
    }
}
