package io.clew.http.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clew.model.ClewException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PercentTests {

    @ParameterizedTest
    @CsvSource({
        "plain, plain", "a+b, a+b", "s3%3A%2F%2Fb, s3://b", "%C3%A4, ä", "%F0%9D%84%9E, 𝄞",
        "ä, ä", "𝄞%20x, 𝄞 x", "%2500, %00", "%61, a", "%2f, /"
    })
    void decodesAPathOnce(String raw, String expected) {
        assertThat(Percent.decodePath("x", raw)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"%", "%2", "a%", "%zz", "%-1", "%C3", "%ED%A0%80", "%C0%AF", "%00", "%F8"})
    void refusesWhatIsNoEscapeOfText(String raw) {
        assertThatThrownBy(() -> Percent.decodePath("name", raw))
                .isInstanceOf(ClewException.class)
                .hasMessageContaining("'name'");
        assertThatThrownBy(() -> Percent.decodeQuery("name=" + raw))
                .isInstanceOf(ClewException.class)
                .hasMessageContaining("'name'");
    }

    @Test
    void decodesAQueryAsFormsDo() {
        assertThat(Percent.decodeQuery("a=1&b=x+y%2B&a=2&&c&d=&=e&f=a=b&a=%C3%A4"))
                .containsEntry("a", List.of("1", "2", "ä"))
                .containsEntry("b", List.of("x y+"))
                .containsEntry("c", List.of(""))
                .containsEntry("d", List.of(""))
                .containsEntry("", List.of("e"))
                .containsEntry("f", List.of("a=b"))
                .hasSize(6);
        assertThat(Percent.decodeQuery("")).isEmpty();
    }
}
