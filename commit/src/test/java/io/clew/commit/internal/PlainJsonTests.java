package io.clew.commit.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.ObjectMapper;

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
}
