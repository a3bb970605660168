package io.clew.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstantTextTests {

    private static final DateTimeFormatter FORM =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private static final long YEAR_0 = Instant.parse("0000-01-01T00:00:00Z").toEpochMilli();
    private static final long YEAR_10000 = Instant.parse("+10000-01-01T00:00:00Z").toEpochMilli();

    @Test
    void everyInstantHasTheTextOfTheFormatter() {
        long seed = Long.getLong("clew.seed", 20261130);
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            long millis = random.nextLong(YEAR_0 * 2, YEAR_10000 * 2);
            Instant instant = Instant.ofEpochMilli(millis).plusNanos(random.nextInt(1_000_000));
            String text = InstantText.of(instant);
            assertThat(text).as("seed %d", seed).isEqualTo(FORM.format(instant));
            boolean isOfForm = millis >= YEAR_0 && millis < YEAR_10000;
            assertThat(InstantText.millis("start=" + text, 6))
                    .as("seed %d, %s", seed, text)
                    .isEqualTo(isOfForm ? millis : InstantText.NONE);
        }
        for (long edge : new long[] {YEAR_0, YEAR_0 - 1, YEAR_10000 - 1, YEAR_10000, 0, -1}) {
            Instant instant = Instant.ofEpochMilli(edge);
            assertThat(InstantText.of(instant)).isEqualTo(FORM.format(instant));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2026-01-31T12:34:56.78Z",
                "2026-01-31T12:34:56.7890",
                "2026-02-29T12:34:56.789Z",
                "2026-13-01T12:34:56.789Z",
                "2026-00-01T12:34:56.789Z",
                "2026-01-00T12:34:56.789Z",
                "2026-01-31T24:00:00.000Z",
                "2026-01-31T23:60:00.000Z",
                "2026-01-31T23:59:60.000Z",
                "2026-01-31 12:34:56.789Z",
                "-026-01-31T12:34:56.789Z",
                "२026-01-31T12:34:56.789Z",
                "2026-01-31T12:34:56.789Z "
            })
    void anyOtherTextIsNoneOfIt(String text) {
        assertThat(InstantText.millis(text, 0)).isEqualTo(InstantText.NONE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-01-31T12:34:56.789Z",
                "2026-01-31T12:34:56Z",
                "2024-02-29T24:00:00Z",
                "2026-01-31T12:34:56.123456789Z",
                "+12026-01-31T12:34:56Z"
            })
    void allThatIsAnInstantIsRead(String text) {
        assertThat(InstantText.parse(text)).isEqualTo(Instant.parse(text));
    }
}
