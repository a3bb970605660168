package io.clew.protocol.openlineage.routes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.clew.model.ClewException;
import io.clew.model.ErrorCode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventArrayTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "[];``",
                " [ ] ;``",
                "[1];1",
                "[1 , 2];1|2",
                "[{\"a\":\"}]\"},{\"b\":[1,{}]}];{\"a\":\"}]\"}|{\"b\":[1,{}]}",
                "[\"a,b\\\"]\", null ];\"a,b\\\"]\"|null",
                "[{\"a\":tru},[]];{\"a\":tru}|[]",
            })
    void splits(String array, String elements) {
        List<String> split =
                EventArray.split(array.getBytes(UTF_8), 10).stream()
                        .map(element -> new String(element, UTF_8))
                        .toList();
        assertThat(String.join("|", split)).isEqualTo(elements);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "7",
                "[",
                "[1",
                "[1,",
                "[1,]",
                "[,1]",
                "[1 2]",
                "[\"a]",
                "[{]",
                "[}]",
                "[1]]",
                "[1] x",
                "[\"\\",
                "[{\"a\":1}"
            })
    void refusesWhatIsNoArray(String text) {
        ClewException refusal =
                catchThrowableOfType(
                        ClewException.class, () -> EventArray.split(text.getBytes(UTF_8), 10));
        assertThat(refusal).as(text).isNotNull();
        assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_PARAMETER);
    }

    @Test
    void boundsTheNumber() {
        assertThat(EventArray.split("[1,2,3]".getBytes(UTF_8), 3)).hasSize(3);
        ClewException refusal =
                catchThrowableOfType(
                        ClewException.class,
                        () -> EventArray.split("[1,2,3,4]".getBytes(UTF_8), 3));
        assertThat(refusal.code()).isEqualTo(ErrorCode.LIMIT_EXCEEDED);
    }
}
