package io.clew.commit.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.clew.ledger.CanonicalJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

class PlainJsonTests {

    static List<Object> values() {
        return List.of(
                "",
                "plain",
                "quote \" and \\ and\nline",
                "é 😀",
                0L,
                -1L,
                999_999_999_999_999_999L,
                Long.MIN_VALUE,
                1.5,
                -0.0,
                1e300,
                true,
                false,
                List.of(1L, "a"),
                Map.of("a", 1L));
    }

    @ParameterizedTest
    @MethodSource("values")
    void readsWhatAParserReads(Object value) {
        String json = FactJson.write(value);
        assertThat(FactJson.read(json)).isEqualTo(value);
        Object plain = PlainJson.read(json);
        if (plain != null) {
            Object parsed = new ObjectMapper().readValue(json, Object.class);
            assertThat(plain.toString()).isEqualTo(parsed.toString());
        }
    }

    private static final JsonMapper SORTED =
            JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();

    @Test
    void writesWhatAMapperWrites() {
        long seed = Long.getLong("clew.seed", 20261130);
        Random random = new Random(seed);
        int plain = 0;
        int canonical = 0;
        for (int i = 0; i < 5_000; i++) {
            Object value = value(random, 4);
            StringBuilder out = new StringBuilder();
            PlainJson.Form form = PlainJson.append(out, value);
            if (form != PlainJson.Form.NONE) {
                plain++;
                assertThat(out.toString())
                        .as("seed %d", seed)
                        .isEqualTo(SORTED.writeValueAsString(value));
            }
            if (form == PlainJson.Form.CANONICAL) {
                canonical++;
                assertThat(out.toString())
                        .as("seed %d", seed)
                        .isEqualTo(new String(CanonicalJson.write(value), StandardCharsets.UTF_8));
            }
            assertThat(FactJson.write(value))
                    .as("seed %d", seed)
                    .isEqualTo(value == null ? null : SORTED.writeValueAsString(value));
        }
        assertThat(canonical).isBetween(1_000, plain - 1);
        assertThat(plain).isLessThan(5_000);
    }

    private static @Nullable Object value(Random random, int depth) {
        return switch (random.nextInt(depth > 0 ? 12 : 9)) {
            case 0 -> null;
            case 1 -> random.nextBoolean();
            case 2 -> random.nextLong();
            case 3 -> random.nextLong(-1000, 1000);
            case 4 -> random.nextInt(20) == 0 ? (Object) random.nextDouble() : "x";
            case 5, 6, 7, 8 -> text(random);
            case 9, 10 -> {
                List<@Nullable Object> list = new ArrayList<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    list.add(value(random, depth - 1));
                }
                yield list;
            }
            default -> {
                Map<String, @Nullable Object> map = new LinkedHashMap<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    map.put(text(random), value(random, depth - 1));
                }
                yield map;
            }
        };
    }

    private static String text(Random random) {
        String all = "abcXYZ /\"\\\n\t\r\b\féß\u2028\uFFFF\u007F";
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(6); i > 0; i--) {
            if (random.nextInt(60) == 0) {
                text.append((char) random.nextInt(' '));
            } else if (random.nextInt(20) == 0) {
                text.appendCodePoint(0x1F600);
            } else {
                text.append(all.charAt(random.nextInt(all.length())));
            }
        }
        return text.toString();
    }
}
