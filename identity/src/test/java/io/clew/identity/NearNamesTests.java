package io.clew.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NearNamesTests {
    @Test
    void namesTheNearestFirst() {
        List<String> known =
                List.of("fraud", "FRAUD", "fruad", "fraud-v2", "card-fraud", "churn", "credit");
        assertThat(NearNames.of("fraud", known, 5))
                .containsExactly("FRAUD", "fruad", "fraud-v2", "card-fraud");
        assertThat(NearNames.of("frued", known, 3)).containsExactly("fruad", "FRAUD", "fraud");
        assertThat(NearNames.of("zebra", known, 5)).isEmpty();
    }

    @Test
    void findsALongerNameBehindAShortOne() {
        List<String> known = List.of("fraud", "churn", "credit");
        for (String asked : List.of("frod", "frad", "frud", "fraude", "raud", "froud")) {
            assertThat(NearNames.of(asked, known, 5)).as(asked).containsExactly("fraud");
        }
        assertThat(NearNames.of("port", List.of("host", "sort"), 5)).containsExactly("sort");
    }

    @Test
    void findsSettings() {
        List<String> known = List.of("port", "host", "data", "insecure");
        assertThat(NearNames.of("prot", known, 1)).containsExactly("port");
        assertThat(NearNames.of("insecur", known, 1)).containsExactly("insecure");
    }

    @Test
    void answersNothingToNothing() {
        assertThat(NearNames.of(" ", List.of("a"), 5)).isEmpty();
        assertThat(NearNames.of("a", List.of(), 5)).isEmpty();
        assertThat(NearNames.of("fraud", List.of("frauds"), 0)).isEmpty();
        assertThat(NearNames.of("x".repeat(10_000), List.of("x".repeat(10_001)), 5)).hasSize(1);
    }

    @Test
    void doesNotDependOnTheOrderOfWhatIsKnown() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<String> known = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            known.add("model-" + random.nextInt(1000));
        }
        List<String> first = NearNames.of("model-50", known, 5);
        Collections.shuffle(known, random);
        assertThat(NearNames.of("model-50", known, 5))
                .as("seed %d", seed)
                .isEqualTo(first)
                .hasSize(5);
    }

    @Test
    void countsEditsAsTheDefinitionSays() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            String a = word(random);
            String b = word(random);
            int exact = byDefinition(a, b);
            assertThat(NearNames.edits(a, b, 8)).as("%s %s, seed %d", a, b, seed).isEqualTo(exact);
            assertThat(NearNames.edits(a, b, 2) > 2)
                    .as("%s %s, seed %d", a, b, seed)
                    .isEqualTo(exact > 2);
        }
    }

    private static String word(Random random) {
        return random.ints(random.nextInt(7), 'a', 'd')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static int byDefinition(String a, String b) {
        if (a.isEmpty() || b.isEmpty()) {
            return a.length() + b.length();
        }
        int best =
                Math.min(
                        byDefinition(a.substring(1), b.substring(1))
                                + (a.charAt(0) == b.charAt(0) ? 0 : 1),
                        1
                                + Math.min(
                                        byDefinition(a.substring(1), b),
                                        byDefinition(a, b.substring(1))));
        boolean swapped =
                a.length() > 1
                        && b.length() > 1
                        && a.charAt(0) == b.charAt(1)
                        && a.charAt(1) == b.charAt(0);
        return swapped ? Math.min(best, 1 + byDefinition(a.substring(2), b.substring(2))) : best;
    }
}
