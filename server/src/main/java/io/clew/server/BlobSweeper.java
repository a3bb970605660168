package io.clew.server;

import io.clew.protocol.mlflow.artifacts.ArtifactRows;
import io.clew.store.Store;
import io.clew.store.blobs.BlobStore;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes once a day the bytes of artifacts that no file refers to any more. */
final class BlobSweeper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BlobSweeper.class);

    private static final Duration PAUSE = Duration.ofDays(1);

    /** Far longer than a file takes from its last byte to the commit that refers to it. */
    private static final Duration GRACE = Duration.ofDays(1);

    private final Store store;
    private final BlobStore blobs;
    private final ScheduledExecutorService sweeps =
            Executors.newSingleThreadScheduledExecutor(
                    task -> Thread.ofPlatform().name("blob-sweeper").daemon().unstarted(task));

    BlobSweeper(Store store, BlobStore blobs) {
        this.store = store;
        this.blobs = blobs;
    }

    /** Begins to sweep, an hour after the start at the earliest so that starting stays quick. */
    void start() {
        sweeps.scheduleWithFixedDelay(
                () -> sweep(GRACE),
                Duration.ofHours(1).toMinutes(),
                PAUSE.toMinutes(),
                TimeUnit.MINUTES);
    }

    /** Removes what was received longer ago than the grace and is not referred to. */
    void sweep(Duration grace) {
        try {
            long removed =
                    blobs.sweep(
                            names -> store.read(db -> ArtifactRows.referenced(db, names)), grace);
            LOG.info("Removed {} unused artifacts", removed);
        } catch (RuntimeException unavailable) {
            // The disk or database may be away for a while; the next sweep tries again.
            LOG.warn("Unused artifacts cannot be removed: {}", unavailable.getMessage());
        }
    }

    @Override
    public void close() {
        sweeps.shutdownNow();
    }
}
