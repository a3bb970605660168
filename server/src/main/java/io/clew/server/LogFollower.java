package io.clew.server;

import io.clew.commit.Committer;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks from time to time for what other servers wrote into a database that they share. */
final class LogFollower implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LogFollower.class);

    /** A page opened on one server shows what was written on another this much later, at most. */
    private static final Duration PAUSE = Duration.ofMillis(250);

    private final Committer committer;
    private final ScheduledExecutorService looks =
            Executors.newSingleThreadScheduledExecutor(
                    task -> Thread.ofPlatform().name("log-follower").daemon().unstarted(task));

    LogFollower(Committer committer) {
        this.committer = committer;
    }

    /** Begins to look. */
    void start() {
        looks.scheduleWithFixedDelay(
                this::look, PAUSE.toMillis(), PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void look() {
        try {
            committer.catchUp();
        } catch (RuntimeException unavailable) {
            // The database may be away for a while; the next look tries again.
            LOG.warn("The log cannot be read: {}", unavailable.getMessage());
        }
    }

    @Override
    public void close() {
        looks.shutdownNow();
    }
}
