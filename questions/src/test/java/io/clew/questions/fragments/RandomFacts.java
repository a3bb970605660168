package io.clew.questions.fragments;

import io.clew.model.Asserter;
import io.clew.model.Assertion;
import io.clew.model.Attributes;
import io.clew.model.EdgeKind;
import io.clew.model.EventTime;
import io.clew.model.Fact;
import io.clew.model.Inference;
import io.clew.model.NodeKind;
import io.clew.model.Urn;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Makes up facts about few things, so that they meet: said late, twice, by several, taken back,
 * ended, moved from one to another, merged and parted again.
 */
final class RandomFacts {

    private static final List<Asserter> ASSERTERS =
            List.of(
                    Asserter.claimed("mlflow", "ann"),
                    Asserter.claimed("openlineage", "bob"),
                    Asserter.claimed("mlflow", "cem"));
    private static final List<NodeKind> KINDS =
            List.of(NodeKind.RUN, NodeKind.MODEL_VERSION, NodeKind.DATASET, NodeKind.LOGGED_MODEL);
    private static final List<String> KEYS =
            List.of(
                    Attributes.NAME,
                    Attributes.STATUS,
                    Attributes.DELETED,
                    Attributes.CREATED,
                    Attributes.OWNER,
                    Attributes.ALIAS + "production");
    private static final int NAMES = 4;

    private final Random random;

    RandomFacts(Random random) {
        this.random = random;
    }

    Asserter asserter() {
        return ASSERTERS.get(random.nextInt(ASSERTERS.size()));
    }

    /** Makes up the facts of one write. */
    List<Fact> some() {
        List<Fact> facts = new ArrayList<>();
        for (int i = 0; i <= random.nextInt(4); i++) {
            facts.add(fact());
        }
        return facts;
    }

    /** Names a node. */
    static Fact name(Urn node, String name, Asserter by) {
        return new Fact.AttributeFact(
                node,
                Attributes.NAME,
                name,
                Assertion.DECLARED,
                EventTime.reported(Instant.parse("2100-01-01T00:00:00Z").toEpochMilli()),
                by,
                null);
    }

    private Fact fact() {
        Urn from = urn();
        Urn to = urn();
        EdgeKind kind =
                random.nextInt(3) == 0
                        ? EdgeKind.SAME_AS
                        : EdgeKind.values()[random.nextInt(EdgeKind.values().length)];
        EventTime at =
                random.nextInt(5) == 0
                        ? EventTime.received(Instant.ofEpochSecond(random.nextInt(30)))
                        : EventTime.reported(random.nextInt(20) * 1000L);
        Asserter by = asserter();
        String key = KEYS.get(random.nextInt(KEYS.size()));
        return switch (random.nextInt(10)) {
            case 0, 1, 2, 3 -> {
                Assertion assertion = assertion();
                yield new Fact.AttributeFact(
                        from, key, value(key), assertion, at, by, inference(assertion));
            }
            case 4 -> new Fact.AttributeRetraction(from, key, at, by, "wrong");
            case 5, 6 ->
                    new Fact.EdgeRetraction(
                            from,
                            kind,
                            to,
                            at,
                            by,
                            random.nextBoolean() ? null : Instant.ofEpochSecond(random.nextInt(20)),
                            "wrong");
            default -> {
                Assertion assertion = assertion();
                yield new Fact.EdgeFact(
                        from,
                        kind,
                        to,
                        assertion,
                        at,
                        by,
                        random.nextBoolean() ? Map.of() : Map.of("context", random.nextInt(3)),
                        inference(assertion));
            }
        };
    }

    private @Nullable Object value(String key) {
        if (random.nextInt(8) == 0) {
            return null;
        }
        return switch (key) {
            case Attributes.DELETED -> random.nextBoolean();
            case Attributes.CREATED -> "2026-01-0" + (1 + random.nextInt(9)) + "T00:00:00Z";
            default -> "value " + random.nextInt(3);
        };
    }

    private Assertion assertion() {
        return Assertion.values()[random.nextInt(Assertion.values().length)];
    }

    private @Nullable Inference inference(Assertion assertion) {
        return assertion == Assertion.INFERRED
                ? new Inference("rule", List.of("input " + random.nextInt(2)))
                : null;
    }

    private Urn urn() {
        NodeKind kind = KINDS.get(random.nextInt(KINDS.size()));
        String name = "n" + random.nextInt(NAMES);
        return switch (kind) {
            case MODEL_VERSION -> Urn.of(kind, "mlflow", name, "1");
            default -> Urn.of(kind, "mlflow", name);
        };
    }
}
