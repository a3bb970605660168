package io.clew.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalJsonTests {

    @Test
    void writesValuesAsTheyAre() {
        Map<String, Object> value = new HashMap<>();
        value.put("b", Arrays.asList(1L, -2.5, true, null));
        value.put("a", "x\"\\/\b\t\n\f\r\u0001\u001f\u007f\u20ac");
        assertThat(text(value))
                .isEqualTo(
                        "{\"a\":\"x\\\"\\\\/\\b\\t\\n\\f\\r\\u0001\\u001f\u007f\u20ac\","
                                + "\"b\":[1,-2.5,true,null]}");
        assertThat(text(List.of())).isEqualTo("[]");
        assertThat(text(Map.of())).isEqualTo("{}");
        assertThat(text(CanonicalJson.EXACT_MAX)).isEqualTo("9007199254740991");
    }

    @Test
    void isWhatTheCanonicalizerMakesOfIt() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 5000; i++) {
            byte[] written = CanonicalJson.write(List.of(value(random, 0)));
            assertThat(Leaf.canonical(written)).as("seed %d", seed).isEqualTo(written);
        }
    }

    @ParameterizedTest
    @ValueSource(
            longs = {CanonicalJson.EXACT_MAX + 1, -CanonicalJson.EXACT_MAX - 1, Long.MIN_VALUE})
    void refusesIntegersThatNoDoubleHolds(long number) {
        assertThatThrownBy(() -> CanonicalJson.write(number))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesWhatHasNoForm() {
        assertThatThrownBy(() -> CanonicalJson.write(Double.NaN))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> CanonicalJson.write(List.of(new Object())))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Object value(Random random, int depth) {
        return switch (random.nextInt(depth > 3 ? 5 : 7)) {
            case 0 -> name(random);
            case 1 -> random.nextBoolean();
            case 2 -> random.nextLong() >> 11 >> random.nextInt(50);
            case 3 -> random.nextGaussian() * Math.pow(10, random.nextInt(-40, 40));
            case 4 -> (double) random.nextInt();
            case 5 -> {
                List<Object> list = new ArrayList<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    list.add(value(random, depth + 1));
                }
                yield list;
            }
            default -> {
                Map<String, Object> map = new HashMap<>();
                for (int i = random.nextInt(6); i > 0; i--) {
                    map.put(name(random), value(random, depth + 1));
                }
                yield map;
            }
        };
    }

    /** Texts of all planes, many with what must be escaped. */
    private static String name(Random random) {
        StringBuilder name = new StringBuilder();
        for (int i = random.nextInt(8); i > 0; i--) {
            int point =
                    switch (random.nextInt(3)) {
                        case 0 -> random.nextInt(0x80);
                        case 1 -> random.nextInt(0xD800);
                        default -> random.nextInt(0xE000, 0x110000);
                    };
            name.appendCodePoint(point);
        }
        return name.toString();
    }

    private static String text(Object value) {
        return new String(CanonicalJson.write(value), StandardCharsets.UTF_8);
    }
}
