package io.clew.http.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clew.http.Query;
import io.clew.model.ClewException;
import io.clew.model.ErrorCode;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTests {

    private static JsonObject object(String json) {
        return Json.readObject(json.getBytes(UTF_8));
    }

    private static ClewException refusal(String json) {
        try {
            object(json);
        } catch (ClewException refusal) {
            assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_PARAMETER);
            return refusal;
        }
        throw new AssertionError("was not refused: " + json);
    }

    @Test
    void readsEveryKindOfValue() {
        JsonObject body =
                object(
                        """
                        {"text": "ä𝄞", "int": 9007199254740993, "real": 0.5, "yes": true, "no": null,
                         "list": ["a", "b"], "objects": [{"x": 1}, {"x": 2}], "nested": {"y": -1}}
                        """);
        assertThat(body.text("text")).isEqualTo("ä𝄞");
        assertThat(body.integer("int")).isEqualTo(9007199254740993L);
        assertThat(body.number("real")).isEqualTo(0.5);
        assertThat(body.number("int")).isEqualTo(9007199254740993.0);
        assertThat(body.bool("yes")).isTrue();
        assertThat(body.has("no")).isFalse();
        assertThat(body.optionalText("no")).isEmpty();
        assertThat(body.texts("list")).containsExactly("a", "b");
        assertThat(body.objects("objects")).extracting(o -> o.integer("x")).containsExactly(1L, 2L);
        assertThat(body.object("nested").integer("y")).isEqualTo(-1);
        assertThat(body.objects("absent")).isEmpty();
        assertThat(body.names()).containsSequence("text", "int", "real");
    }

    @Test
    void readsAnEmptyBodyAsAnEmptyObject() {
        assertThat(object("").names()).isEmpty();
        assertThatThrownBy(() -> object("").text("name"))
                .hasMessage("Missing value for required parameter 'name'.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "[1]",
                "null",
                "5",
                "{\"a\":}",
                "{\"a\":1}}",
                "{\"a\":1} {}",
                "{a:1}",
                "{'a':1}",
                "{\"a\":01}",
                "{\"a\":1,}",
                "\"",
                "{\"a\":\"\\x\"}",
                "   ",
                "{\"a\":\"\n\"}"
            })
    void refusesWhatIsNotOneObjectOfJson(String json) {
        assertThat(refusal(json)).hasMessageNotContainingAny("jackson", "Stream", "Exception");
    }

    @Test
    void refusesBytesThatAreNoUtf8() {
        byte[] broken = {'{', '"', 'a', '"', ':', '"', (byte) 0xC3, '(', '"', '}'};
        assertThatThrownBy(() -> Json.readObject(broken)).isInstanceOf(ClewException.class);
        byte[] surrogate = {
            '{', '"', 'a', '"', ':', '"', (byte) 0xED, (byte) 0xA0, (byte) 0x80, '"', '}'
        };
        assertThatThrownBy(() -> Json.readObject(surrogate)).isInstanceOf(ClewException.class);
    }

    @Test
    void refusesDeepNesting() {
        String deepest = "{\"a\":" + "[".repeat(199) + "]".repeat(199) + "}";
        assertThat(object(deepest).has("a")).isTrue();
        refusal("{\"a\":" + "[".repeat(200) + "]".repeat(200) + "}");
        refusal("{\"a\":".repeat(100_000));
    }

    @Test
    void refusesNumbersAndNamesOverTheirLimits() {
        assertThat(object("{\"a\":" + "9".repeat(1000) + "}").value("a"))
                .isEqualTo(new BigInteger("9".repeat(1000)));
        refusal("{\"a\":" + "9".repeat(1001) + "}");
        refusal("{\"" + "a".repeat(10_001) + "\":1}");
    }

    @Test
    void refusesANameGivenTwice() {
        assertThat(refusal("{\"o\":{\"key\":1,\"key\":1}}"))
                .hasMessage("the JSON gives 'key' twice in one object")
                .extracting(ClewException::field)
                .isEqualTo("key");
        assertThat(object("{\"a\":{\"key\":1},\"b\":{\"key\":1}}").names()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\ud800", "\\udc00", "\\udc00\\ud800", "a\\ud800b", "\\u0000"})
    void refusesTextThatIsNoText(String escape) {
        assertThat(refusal("{\"key\":\"" + escape + "\"}").field()).isEqualTo("key");
        refusal("{\"" + escape + "\":1}");
        refusal("{\"list\":[\"" + escape + "\"]}");
    }

    @Test
    void readsASurrogatePair() {
        assertThat(object("{\"key\":\"\\ud834\\udd1e\"}").text("key")).isEqualTo("𝄞");
    }

    @ParameterizedTest
    @CsvSource({
        "NaN, NaN", "'\"NaN\"', NaN", "Infinity, Infinity", "-Infinity, -Infinity",
        "'\"-Infinity\"', -Infinity", "1e400, Infinity", "'\"1.5e3\"', 1500", "-0.0, -0.0",
        "12345678901234567890123, 1.2345678901234568E22"
    })
    void readsDoublesInEverySpelling(String json, Double expected) {
        assertThat(object("{\"x\":" + json + "}").number("x")).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\"", "\"abc\"", "\"0x1p3\"", "\"1d\"", "\" 1\"", "true", "{}", "[]"})
    void refusesWhatIsNoDouble(String json) {
        assertThatThrownBy(() -> object("{\"x\":" + json + "}").number("x"))
                .hasMessageStartingWith("Invalid value ")
                .hasMessageEndingWith("for parameter 'x' supplied: a number was expected");
    }

    @ParameterizedTest
    @CsvSource({
        "5, 5",
        "'\"5\"', 5",
        "-9223372036854775808, -9223372036854775808",
        "1.0, 1",
        "1e3, 1000",
        "9223372036854775807, 9223372036854775807"
    })
    void readsIntegersAsNumbersOrText(String json, long expected) {
        assertThat(object("{\"x\":" + json + "}").integer("x")).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "9223372036854775808",
                "1.5",
                "1e19",
                "NaN",
                "\"\"",
                "\"1.0\"",
                "\"x\"",
                "true",
                "[1]"
            })
    void refusesWhatIsNoInteger(String json) {
        assertThatThrownBy(() -> object("{\"x\":" + json + "}").integer("x"))
                .hasMessageEndingWith("for parameter 'x' supplied: a 64-bit integer was expected");
    }

    @Test
    void namesTheWholePathOfAField() {
        JsonObject body = object("{\"a\":{\"metrics\":[{\"key\":\"x\"},{\"key\":5}]}}");
        JsonObject second = body.object("a").objects("metrics").get(1);
        assertThatThrownBy(() -> second.text("key"))
                .hasMessage(
                        "Invalid value 5 for parameter 'a.metrics[1].key' supplied: a string was"
                                + " expected")
                .extracting(e -> ((ClewException) e).field())
                .isEqualTo("a.metrics[1].key");
        assertThatThrownBy(() -> second.integer("step"))
                .hasMessage("Missing value for required parameter 'a.metrics[1].step'.");
    }

    @Test
    void refusesOtherTypes() {
        JsonObject body = object("{\"t\":5,\"o\":[],\"l\":{},\"m\":[1],\"b\":\"true\"}");
        assertThatThrownBy(() -> body.text("t")).isInstanceOf(ClewException.class);
        assertThatThrownBy(() -> body.object("o")).isInstanceOf(ClewException.class);
        assertThatThrownBy(() -> body.objects("l")).isInstanceOf(ClewException.class);
        assertThatThrownBy(() -> body.objects("m")).isInstanceOf(ClewException.class);
        assertThatThrownBy(() -> body.texts("m")).isInstanceOf(ClewException.class);
        assertThatThrownBy(() -> body.bool("b")).isInstanceOf(ClewException.class);
        assertThatThrownBy(() -> body.integerBetween("t", 6, 9, 6))
                .hasMessageEndingWith("an integer from 6 to 9 was expected");
    }

    @Test
    void readsAQueryLikeABody() {
        JsonObject query =
                JsonObject.of(
                        new Query(
                                Map.of(
                                        "id", List.of("7"),
                                        "one", List.of("a"),
                                        "many", List.of("a", "b"),
                                        "flag", List.of("true"))));
        assertThat(query.integer("id")).isEqualTo(7);
        assertThat(query.text("id")).isEqualTo("7");
        assertThat(query.texts("one")).containsExactly("a");
        assertThat(query.texts("many")).containsExactly("a", "b");
        assertThat(query.bool("flag")).isTrue();
    }

    @Test
    void writesWhatIsSet() {
        byte[] json =
                Json.bytes(
                        out ->
                                out.text("name", "x\u2028\"𝄞")
                                        .text("absent", null)
                                        .number("step", Long.MAX_VALUE)
                                        .number("none", (Long) null)
                                        .number("value", 0.1)
                                        .number("nan", Double.NaN)
                                        .bool("flag", true)
                                        .object("data", data -> {})
                                        .objects(
                                                "tags",
                                                List.of("a", "b"),
                                                (tag, key) -> tag.text("key", key))
                                        .objectsUnlessEmpty("none", List.of(), (o, e) -> {})
                                        .texts("empty", List.of())
                                        .value("any", List.of(1L, "x", Map.of("k", 2.5))));
        assertThat(new String(json, UTF_8))
                .isEqualTo(
                        "{\"name\":\"x\u2028\\\"𝄞\",\"step\":9223372036854775807,\"value\":0.1,"
                                + "\"nan\":\"NaN\",\"flag\":true,\"data\":{},"
                                + "\"tags\":[{\"key\":\"a\"},{\"key\":\"b\"}],\"empty\":[],"
                                + "\"any\":[1,\"x\",{\"k\":2.5}]}");
    }

    @Test
    void copiesWhatIsJsonAlreadyBetweenWhatItWrites() {
        byte[] one = "{\"a\":\"é\"}".getBytes(UTF_8);
        byte[] two = "2".getBytes(UTF_8);
        byte[] json =
                Json.bytes(
                        out ->
                                out.text("before", "x")
                                        .copies("list", List.of(one, two))
                                        .copies("none", List.of())
                                        .object("in", in -> in.copies("list", List.of(two)))
                                        .copiesOfLists(
                                                "lists",
                                                List.of(List.of(one), List.of(), List.of(two, two)))
                                        .number("after", 1));
        assertThat(new String(json, UTF_8))
                .isEqualTo(
                        "{\"before\":\"x\",\"list\":[{\"a\":\"é\"},2],\"none\":[],"
                                + "\"in\":{\"list\":[2]},\"lists\":[[{\"a\":\"é\"}],[],[2,2]],"
                                + "\"after\":1}");
    }

    @Test
    void mapsRecordsByTheSharedMapper() {
        record Point(long step, double value) {}
        assertThat(Json.mapper().readValue("{\"step\":1,\"value\":2.5}", Point.class))
                .isEqualTo(new Point(1, 2.5));
    }

    @Test
    void cutsATextForAMessageBetweenCharacters() {
        assertThat(Text.cut("🧶🧵🧶", 2)).isEqualTo("🧶🧵…");
        assertThat(Text.cut("🧶🧵🧶", 3)).isEqualTo("🧶🧵🧶");
        assertThat(Text.cut("", 0)).isEmpty();
    }

    @Test
    void refusesBytesThatLookLikeUtf32AndANameWithNul() {
        byte[] likeUtf32 = {0, 0, 0x18, 0, (byte) 0xEC, (byte) 0x88, (byte) 0xA0, (byte) 0xD4};
        assertThatThrownBy(() -> Json.readObject(likeUtf32))
                .isInstanceOfSatisfying(
                        ClewException.class,
                        refusal ->
                                assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_PARAMETER));
        byte[] named = "{\"a\\u0000b\":1}".getBytes(UTF_8);
        assertThatThrownBy(() -> Json.readObject(named))
                .isInstanceOfSatisfying(
                        ClewException.class,
                        refusal -> assertThat(refusal.field()).isEqualTo("a\uFFFDb"));
    }
}
