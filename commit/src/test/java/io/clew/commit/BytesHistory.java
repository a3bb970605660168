package io.clew.commit;

import io.clew.model.Asserter;
import io.clew.model.Assertion;
import io.clew.model.Attributes;
import io.clew.model.EventTime;
import io.clew.model.Fact;
import io.clew.model.NodeKind;
import io.clew.model.Urn;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Makes up facts about the bytes of a few files and versions, so that they often are the same. */
final class BytesHistory {

    private static final List<Asserter> ASSERTERS =
            List.of(Asserter.claimed("mlflow", "ann"), Asserter.claimed("openlineage", "spark"));

    private static final List<String> KEYS =
            List.of(Attributes.DIGEST, Attributes.SIZE_BYTES, Attributes.DIGEST_STRENGTH);

    private static final List<String> DIGESTS =
            List.of(
                    "sha256:" + "a".repeat(64),
                    "sha256:" + "b".repeat(64),
                    "md5:" + "c".repeat(32),
                    "0badcafe",
                    "sha256:0badcafe");

    private static final long[] SIZES = {64 * 1024, 64 * 1024, 64 * 1024, 64 * 1024 - 1, 70_000};

    private final Random random;
    private final Set<Integer> moments = new HashSet<>();

    BytesHistory(Random random) {
        this.random = random;
    }

    /** Names all nodes, so that their numbers do not depend on what is said of them. */
    List<Fact> names() {
        List<Fact> facts = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            facts.add(word(node(i), Attributes.NAME, "n" + i, ASSERTERS.getFirst()));
        }
        return facts;
    }

    List<Fact> write(boolean mayRetract) {
        List<Fact> facts = new ArrayList<>();
        int count = 1 + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            Urn node = node(random.nextInt(9));
            Asserter by = ASSERTERS.get(random.nextInt(5) / 4);
            switch (random.nextInt(mayRetract ? 8 : 6)) {
                case 0 ->
                        facts.add(
                                word(
                                        node,
                                        Attributes.SIZE_BYTES,
                                        SIZES[random.nextInt(SIZES.length)],
                                        by));
                case 1 ->
                        facts.add(
                                word(
                                        node,
                                        Attributes.DIGEST_STRENGTH,
                                        random.nextInt(3) == 0 ? "weak" : "strong",
                                        by));
                case 2, 3, 4, 5 -> {
                    String digest = DIGESTS.get(Math.min(random.nextInt(9) / 2, 4));
                    facts.add(word(node, Attributes.DIGEST, digest, by));
                    facts.add(word(node, Attributes.SIZE_BYTES, SIZES[0], by));
                }
                default ->
                        facts.add(
                                new Fact.AttributeRetraction(
                                        node,
                                        KEYS.get(random.nextInt(KEYS.size())),
                                        moment(),
                                        by,
                                        "a mistake"));
            }
        }
        return facts;
    }

    private static Urn node(int i) {
        return i < 5
                ? Urn.of(NodeKind.ARTIFACT, "mlflow", "r" + i, "model.bin")
                : Urn.of(NodeKind.DATASET_VERSION, "s3://bank", "t" + i / 3, "v-" + i);
    }

    private Fact word(Urn node, String key, Object value, Asserter by) {
        Assertion assertion = random.nextBoolean() ? Assertion.DECLARED : Assertion.OBSERVED;
        return new Fact.AttributeFact(node, key, value, assertion, moment(), by, null);
    }

    /** Nobody says two things of one moment: which holds would be up to their order. */
    private EventTime moment() {
        int millis = random.nextInt(1_000_000);
        while (!moments.add(millis)) {
            millis = random.nextInt(1_000_000);
        }
        return EventTime.reported(1_700_000_000_000L + millis);
    }
}
