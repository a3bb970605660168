package io.clew.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 8785 as its appendices and sections state it. */
class CanonicalFormTests {

    @ParameterizedTest
    @CsvSource({
        "0000000000000000, 0",
        "8000000000000000, 0",
        "0000000000000001, 5e-324",
        "8000000000000001, -5e-324",
        "7fefffffffffffff, 1.7976931348623157e+308",
        "ffefffffffffffff, -1.7976931348623157e+308",
        "4340000000000000, 9007199254740992",
        "c340000000000000, -9007199254740992",
        "4430000000000000, 295147905179352830000",
        "44b52d02c7e14af5, 9.999999999999997e+22",
        "44b52d02c7e14af6, 1e+23",
        "44b52d02c7e14af7, 1.0000000000000001e+23",
        "444b1ae4d6e2ef4e, 999999999999999700000",
        "444b1ae4d6e2ef4f, 999999999999999900000",
        "444b1ae4d6e2ef50, 1e+21",
        "3eb0c6f7a0b5ed8c, 9.999999999999997e-7",
        "3eb0c6f7a0b5ed8d, 0.000001",
        "41b3de4355555553, 333333333.3333332",
        "41b3de4355555555, 333333333.3333333",
        "41b3de4355555557, 333333333.33333343",
        "becbf647612f3696, -0.0000033333333333333333",
        "43143ff3c1cb0959, 1424953923781206.2"
    })
    void numbersAreWrittenAsAppendixBSays(String bits, String expected) {
        double number = Double.longBitsToDouble(Long.parseUnsignedLong(bits, 16));
        assertThat(canonical("[" + number + "]")).isEqualTo("[" + expected + "]");
    }

    @Test
    void namesAreSortedByUtf16CodeUnits() {
        String euro = "\u20ac";
        String dalet = "\ufb33";
        String face = "\ud83d\ude00";
        String control = "\u0080";
        String umlaut = "\u00f6";
        assertThat(
                        canonical(
                                "{\"%s\":1,\"\\r\":2,\"%s\":3,\"1\":4,\"%s\":5,\"%s\":6,\"%s\":7}"
                                        .formatted(euro, dalet, face, control, umlaut)))
                .isEqualTo(
                        "{\"\\r\":2,\"1\":4,\"%s\":6,\"%s\":7,\"%s\":1,\"%s\":5,\"%s\":3}"
                                .formatted(control, umlaut, euro, face, dalet));
    }

    @Test
    void textIsEscapedOnlyWhereItMustBe() {
        assertThat(
                        canonical(
                                "[\"\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\\"\\/\","
                                        + "\"\\b\\t\\f\\r\\u001f\\u007f\"]"))
                .isEqualTo(
                        "[\"\u20ac$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\",\"\\b\\t\\f\\r\\u001f\u007f\"]");
    }

    @Test
    void insideIsSortedTooAndOrderOfListsIsKept() {
        assertThat(canonical(" { \"b\" : [ 3, { \"z\" : null, \"a\" : true } ] , \"a\" : 1.0 } "))
                .isEqualTo("{\"a\":1,\"b\":[3,{\"a\":true,\"z\":null}]}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[NaN]", "[Infinity]", "{", "[1,]", "{\"a\":1,\"a\":2}", "[] []"})
    void whatIsNotJsonIsRefused(String text) {
        assertThatThrownBy(() -> canonical(text)).isInstanceOf(IllegalArgumentException.class);
    }

    private static String canonical(String json) {
        return new String(
                Leaf.canonical(json.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
    }
}
