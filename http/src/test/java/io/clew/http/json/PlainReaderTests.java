package io.clew.http.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.clew.model.ClewException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares the reader of plain JSON with the parser that knows every case. */
class PlainReaderTests {
    private static final int TEXTS = 10_000;
    private static final int CHANGES_PER_TEXT = 3;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                " [ ] ",
                "\"\"",
                "0",
                "-0",
                "-12",
                "123456789012345678",
                "1.5",
                "-0.0",
                "1e3",
                "1.25E-7",
                "1e999",
                "true",
                "false",
                "null",
                "\t{ \"a\" : [ 1 , null ] , \"b\" : { \"c\" : \"d\" } }\r\n",
                "{\"a\":1,\"b\":2,\"c\":3,\"d\":4,\"e\":5,\"f\":6,\"g\":7,\"h\":8,\"i\":9}",
                "\"shorter\"",
                "\"as long\"",
                "\"longer than a word, with ä, 𝄞 and \\u00e4\\n\\t\\r\\b\\f\\/\\\\\\\"\"",
                "{\"n\\u0061me\": 1, \"ñ\": 2}"
            })
    void readsWhatIsPlain(String json) {
        PlainReader.Read read = PlainReader.read(json.getBytes(UTF_8));
        assertThat(read).isNotNull();
        assertThat(told(read.value())).isEqualTo(told(whole(json.getBytes(UTF_8))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "{\"a\"",
                "{\"a\":",
                "{\"a\":1",
                "{\"a\":1,}",
                "{,}",
                "{\"a\":1,\"a\":2}",
                "{\"a\":1,\"b\":1,\"c\":1,\"d\":1,\"e\":1,\"f\":1,\"g\":1,\"h\":1,\"i\":1,\"a\":1}",
                "[1,]",
                "[,1]",
                "[1 2]",
                "1 2",
                "{} {}",
                "\"",
                "\"open",
                "\"open, and longer than a word",
                "\"a\nb\"",
                "\"a line in a longer text: \n\"",
                "\"\\",
                "\"\\x\"",
                "\"\\u12\"",
                "\"\\u12g4\"",
                "\"\\u0000\"",
                "\"\\ud834\"",
                "01",
                "-",
                "1.",
                ".5",
                "1e",
                "1e+",
                "1x",
                "+1",
                "1234567890123456789",
                "tru",
                "truth",
                "nul",
                "NaN",
                "// {}"
            })
    void leavesTheRestToOthers(String json) {
        assertThat(PlainReader.read(json.getBytes(UTF_8))).isNull();
    }

    @Test
    void leavesBytesThatAreNoUtf8ToOthers() {
        byte[] json = "{\"name\": \"a text\"}".getBytes(UTF_8);
        for (int i = 1; i < json.length - 1; i++) {
            byte[] broken = json.clone();
            broken[i] = (byte) 0xC3;
            assertThat(PlainReader.read(broken)).isNull();
        }
    }

    @Test
    void nestsAsDeepAsTheParserThatKnowsEveryCase() {
        for (int depth = Json.DEPTH_MAX - 1; depth <= Json.DEPTH_MAX + 1; depth++) {
            byte[] json = ("[".repeat(depth) + "]".repeat(depth)).getBytes(UTF_8);
            boolean isRefused = isRefused(json);
            assertThat(PlainReader.read(json) == null).isEqualTo(isRefused);
        }
    }

    @Test
    void readsNothingDifferently() {
        long seed = Long.getLong("clew.seed", 1);
        Random random = new Random(seed);
        int plain = 0;
        for (int i = 0; i < TEXTS; i++) {
            byte[] json = JsonTexts.any(random).getBytes(UTF_8);
            for (int change = 0; change < CHANGES_PER_TEXT; change++) {
                PlainReader.Read read = PlainReader.read(json);
                if (read != null) {
                    plain++;
                    assertThat(told(read.value()))
                            .as("seed %d, %s", seed, new String(json, UTF_8))
                            .isEqualTo(told(whole(json)));
                }
                json = JsonTexts.changed(json, random);
            }
        }
        assertThat(plain).isGreaterThan(TEXTS / 2);
    }

    @Test
    void makesANameOnce() {
        byte[] json = "[{\"name\":1,\"a long name of two words\":2}]".getBytes(UTF_8);
        assertThat(names(json)).containsExactly("name", "a long name of two words");
        for (int i = 0; i < names(json).size(); i++) {
            assertThat(names(json).get(i)).isSameAs(names(json).get(i));
        }
    }

    private static List<Object> names(byte[] json) {
        List<?> read = (List<?>) Json.read(json);
        return List.copyOf(((Map<?, ?>) read.getFirst()).keySet());
    }

    @Test
    void showsMembersAsAnyMapDoes() {
        Map<?, ?> read = (Map<?, ?>) Json.read("{\"b\":1,\"a\":null}".getBytes(UTF_8));
        Map<String, @Nullable Object> same = new LinkedHashMap<>();
        same.put("b", 1L);
        same.put("a", null);
        assertThat(read).isEqualTo(same).hasSameHashCodeAs(same).hasToString(same.toString());
        assertThat(same).isEqualTo(read);
        assertThat(read.containsKey("a")).isTrue();
        assertThat(read.containsKey("c")).isFalse();
        assertThat(read.containsKey(null)).isFalse();
        assertThat(read.get("c")).isNull();
        StringBuilder told = new StringBuilder();
        read.forEach((name, value) -> told.append(name).append(value));
        assertThat(told).hasToString("b1anull");
        assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(read::clear);
    }

    private static @Nullable Object whole(byte[] json) {
        return Json.readAny(
                json,
                name -> {
                    throw new AssertionError(name + " is given twice");
                });
    }

    private static boolean isRefused(byte[] json) {
        try {
            whole(json);
            return false;
        } catch (ClewException refusal) {
            return true;
        }
    }

    /** Tells a value with its types and the order of its members. */
    private static String told(@Nullable Object value) {
        return switch (value) {
            case null -> "null";
            case Map<?, ?> members -> {
                StringBuilder out = new StringBuilder("{");
                members.forEach((name, each) -> out.append(name).append(':').append(told(each)));
                yield out.append('}').toString();
            }
            case List<?> elements ->
                    Arrays.toString(elements.stream().map(PlainReaderTests::told).toArray());
            default -> value.getClass().getSimpleName() + " " + value;
        };
    }
}
