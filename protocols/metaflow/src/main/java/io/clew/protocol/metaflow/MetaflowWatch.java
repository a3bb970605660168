package io.clew.protocol.metaflow;

import io.clew.commit.Committer;
import io.clew.model.ClewException;
import io.clew.protocol.metaflow.facts.Silence;
import io.clew.protocol.metaflow.rows.MetaflowStore;
import io.clew.store.Store;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Notices now and then which runs and tasks are not heard of any more, and says that they failed;
 * several servers on one database may do so side by side.
 */
public final class MetaflowWatch implements AutoCloseable {
    /** Looks are an indexed query each; a failure is noticed at most this much late. */
    private static final Duration PAUSE_MAX = Duration.ofSeconds(30);

    private final Silence silence;
    private final Duration pause;
    private final ScheduledExecutorService looks =
            Executors.newSingleThreadScheduledExecutor(
                    task -> Thread.ofPlatform().name("metaflow-watch").daemon().unstarted(task));

    /**
     * Makes a watch that does not look yet.
     *
     * @param longest how long nothing may be heard
     */
    public MetaflowWatch(Store store, Committer committer, InstantSource clock, Duration longest) {
        this.silence = new Silence(new MetaflowStore(store, committer, clock), longest);
        this.pause = longest.compareTo(PAUSE_MAX) < 0 ? longest : PAUSE_MAX;
    }

    /** Begins to look. */
    public void start() {
        looks.scheduleWithFixedDelay(
                this::look, pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Looks once, and says what is silent. */
    public void look() {
        try {
            silence.look();
        } catch (ClewException unavailable) {
            // The database may be away for a while; the next look tries again.
        }
    }

    @Override
    public void close() {
        looks.shutdownNow();
    }
}
