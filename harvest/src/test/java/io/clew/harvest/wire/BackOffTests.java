package io.clew.harvest.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clew.model.ClewException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

class BackOffTests {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final BackOff backOff =
            new BackOff(InstantSource.fixed(NOW), new Random(Long.getLong("clew.seed", 7)));

    @Test
    void eachPauseIsByChanceBetweenHalfAndAllOfATimeThatDoublesUpToALimit() {
        for (int i = 0; i < 200; i++) {
            for (int failures = 1; failures < 12; failures++) {
                Duration most = Duration.ofMillis(Math.min(16_000, 500L << (failures - 1)));
                assertThat(pause(failures, null)).isBetween(most.dividedBy(2), most);
            }
        }
        assertThat(pause(3, null)).isNotEqualTo(pause(3, null));
    }

    @Test
    void aServerThatAsksForMoreGetsItUpToALimit() {
        assertThat(pause(1, "3")).isEqualTo(Duration.ofSeconds(3));
        assertThat(pause(1, "Thu, 01 Jan 2026 00:00:07 GMT")).isEqualTo(Duration.ofSeconds(7));
        assertThat(pause(1, "86400")).isEqualTo(BackOff.ASKED_MAX);
        assertThat(pause(6, "1")).isGreaterThanOrEqualTo(Duration.ofSeconds(8));
    }

    @Test
    void whatIsNoTimeOrIsOverAsksForNothing() {
        for (String text :
                new String[] {"", "soon", "-5", "1e9", "Wed, 31 Dec 2025 00:00:00 GMT"}) {
            assertThat(pause(1, text)).as(text).isLessThanOrEqualTo(BackOff.PAUSE_FIRST);
        }
    }

    @Test
    void closingEndsAWait() {
        FutureTask<Void> wait = new FutureTask<>(() -> backOff.await(1, Optional.of("100")), null);
        Thread.ofVirtual().start(wait);
        backOff.close();
        assertThatThrownBy(wait::get)
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(ClewException.class)
                .hasMessageContaining("stopped");
    }

    @Test
    void anInterruptEndsAWaitAndIsKept() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> backOff.await(1, Optional.of("100")))
                .isInstanceOf(ClewException.class)
                .hasMessage("interrupted");
        assertThat(Thread.interrupted()).isTrue();
    }

    private Duration pause(int failures, String retryAfter) {
        return backOff.pause(failures, Optional.ofNullable(retryAfter));
    }
}
