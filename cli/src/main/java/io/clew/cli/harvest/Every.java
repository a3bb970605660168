package io.clew.cli.harvest;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/**
 * Ticks at whole intervals from its beginning: a pass that takes long delays no later tick, and
 * ticks that pass meanwhile are left out.
 */
final class Every {

    private static final Duration MIN = Duration.ofSeconds(1);
    private static final Duration MAX = Duration.ofDays(7);
    private static final Pattern FORM = Pattern.compile("([0-9]{1,6})([smhd])");

    private final Duration interval;
    private final InstantSource clock;
    private final Instant began;

    Every(Duration interval, InstantSource clock) {
        this.interval = interval;
        this.clock = clock;
        this.began = clock.instant();
    }

    /** Returns when the next tick is, which is always to come. */
    Instant next() {
        long passed = Duration.between(began, clock.instant()).dividedBy(interval);
        return began.plus(interval.multipliedBy(Math.max(passed, 0) + 1));
    }

    /** Waits for the next tick, or the end. */
    void awaitNext(Interruption interruption) throws InterruptedException {
        Instant next = next();
        // The wall clock may be set meanwhile: it is asked again at least once a minute.
        while (!interruption.isRequested()) {
            Duration left = Duration.between(clock.instant(), next);
            if (left.isNegative() || left.isZero()) {
                return;
            }
            interruption.await(
                    left.compareTo(Duration.ofMinutes(1)) < 0 ? left : Duration.ofMinutes(1));
        }
    }

    /** Reads an interval such as {@code 5m}. */
    static Duration parse(CommandSpec spec, String text) {
        Matcher form = FORM.matcher(text);
        if (form.matches()) {
            long number = Long.parseLong(form.group(1));
            Duration interval =
                    switch (form.group(2).charAt(0)) {
                        case 's' -> Duration.ofSeconds(number);
                        case 'm' -> Duration.ofMinutes(number);
                        case 'h' -> Duration.ofHours(number);
                        default -> Duration.ofDays(number);
                    };
            if (interval.compareTo(MIN) >= 0 && interval.compareTo(MAX) <= 0) {
                return interval;
            }
        }
        throw new ParameterException(
                spec.commandLine(),
                "--every takes a time from 1s to 7d, such as 30s, 5m, 1h or 1d");
    }
}
