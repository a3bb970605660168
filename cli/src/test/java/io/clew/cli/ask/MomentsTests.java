package io.clew.cli.ask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MomentsTests {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @ParameterizedTest
    @CsvSource({
        "2026-01-05, 2026-01-05T22:59:59.999Z",
        "2026-07-05, 2026-07-05T21:59:59.999Z",
        "2026-01-05T10:00, 2026-01-05T09:00:00Z",
        "2026-01-05 10:00:30, 2026-01-05T09:00:30Z",
        "2026-01-05T10:00:00Z, 2026-01-05T10:00:00Z",
        "2026-01-05T10:00:00+02:00, 2026-01-05T08:00:00Z",
        "2026-01-05T10:00:00-05:00, 2026-01-05T15:00:00Z"
    })
    void readsWhatPeopleWriteInLocalTime(String text, Instant expected) {
        assertThat(Moments.read("--as-of", text, BERLIN)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yesterday", "2026-13-01", "2026-01-05T25:00", "05.01.2026"})
    void saysWhatItTakes(String text) {
        assertThatThrownBy(() -> Moments.read("--as-of", text, BERLIN))
                .isInstanceOfSatisfying(
                        AskException.class,
                        e -> assertThat(e.exitStatus()).isEqualTo(ExitStatus.WRONG_USE))
                .hasMessageContaining("--as-of takes a date or a time");
    }

    @Test
    void showsLocalTime() {
        assertThat(Moments.show("2026-01-05T10:00:00.000Z", BERLIN))
                .isEqualTo("2026-01-05 11:00:00");
    }
}
