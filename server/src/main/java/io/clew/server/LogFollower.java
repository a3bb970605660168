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

    /**
     * What one server wrote, another answers from within 100 ms: this pause and the reading. Each
     * look costs a read of one row.
     */
    private static final Duration PAUSE = Duration.ofMillis(40);

    private final Committer committer;
    private final ScheduledExecutorService looks =
            Executors.newSingleThreadScheduledExecutor(
                    task -> Thread.ofPlatform().name("log-follower").daemon().unstarted(task));

    private boolean isAway;

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
            if (isAway) {
                isAway = false;
                LOG.info("The log can be read again");
            }
        } catch (RuntimeException | Error unavailable) {
            // The database may be away for a while; whatever it is, the next look tries again.
            if (!isAway) {
                isAway = true;
                LOG.warn(
                        "The log cannot be read, and is tried again and again: {}",
                        unavailable.getMessage());
            }
        }
    }

    @Override
    public void close() {
        looks.shutdownNow();
    }
}
