package io.clew.cli.harvest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

class EveryTests {
    private static final Instant BEGAN = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void ticksDoNotDriftAndThoseOfALongPassAreLeftOut() {
        AtomicReference<Instant> now = new AtomicReference<>(BEGAN);
        Every every = new Every(Duration.ofMinutes(5), now::get);
        assertThat(every.next()).isEqualTo("2026-01-01T00:05:00Z");
        now.set(BEGAN.plusSeconds(301));
        assertThat(every.next()).isEqualTo("2026-01-01T00:10:00Z");
        now.set(BEGAN.plusSeconds(16 * 60));
        assertThat(every.next()).isEqualTo("2026-01-01T00:20:00Z");
        now.set(BEGAN.minusSeconds(60));
        assertThat(every.next()).isEqualTo("2026-01-01T00:05:00Z");
    }

    @Test
    void readsIntervals() {
        CommandSpec spec = spec();
        assertThat(Every.parse(spec, "30s")).isEqualTo(Duration.ofSeconds(30));
        assertThat(Every.parse(spec, "5m")).isEqualTo(Duration.ofMinutes(5));
        assertThat(Every.parse(spec, "7d")).isEqualTo(Duration.ofDays(7));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "m", "0s", "-1m", "8d", "5 m", "1.5h", "9999999s"})
    void refusesTheRest(String text) {
        assertThatThrownBy(() -> Every.parse(spec(), text))
                .isInstanceOf(CommandLine.ParameterException.class)
                .hasMessageContaining("from 1s to 7d");
    }

    private static CommandSpec spec() {
        return new CommandLine(CommandSpec.create()).getCommandSpec();
    }

    @Test
    void showsHowFarItHasCome() {
        assertThat(ProgressBar.line(4000, 1000, OptionalLong.of(10_000), 5))
                .isEqualTo(
                        "[############            ] 50 %  5,000 of 10,000 records, 1,000 could not be"
                                + " brought, 1,000/s");
        assertThat(ProgressBar.line(0, 0, OptionalLong.of(0), 1)).contains("0 of 0 records");
        assertThat(ProgressBar.line(7, 0, OptionalLong.empty(), 7)).isEqualTo("7 records, 1/s");
    }
}
