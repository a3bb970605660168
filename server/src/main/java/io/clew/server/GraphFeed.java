package io.clew.server;

import io.clew.commit.LogReader;
import io.clew.graph.GraphIndex;
import io.clew.model.log.LogEntry;
import io.clew.store.Store;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the graph index at the end of the log: replays it at the start, takes this server's own
 * commits before their callers are answered, and fetches what other servers put between.
 */
final class GraphFeed implements Consumer<LogEntry>, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(GraphFeed.class);

    /** Entries read at once: some megabytes of them at most. */
    private static final int PAGE_ENTRIES = 5_000;

    private final Store store;
    private final GraphIndex index;
    private final ScheduledExecutorService follower =
            Executors.newSingleThreadScheduledExecutor(
                    task -> Thread.ofPlatform().name("log-follower").daemon().unstarted(task));

    /** Makes a feed and replays the log so far. */
    GraphFeed(Store store, GraphIndex index) {
        this.store = store;
        this.index = index;
        catchUp();
    }

    /** Takes an entry of this server's own, durable by now. */
    @Override
    public synchronized void accept(LogEntry entry) {
        if (entry.position() > index.position() + 1) {
            catchUp();
        } else {
            index.apply(entry);
        }
    }

    /** Looks for entries of other servers from now on, for a database that several share. */
    void follow(Duration pause) {
        follower.scheduleWithFixedDelay(
                this::look, pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void look() {
        try {
            catchUp();
        } catch (RuntimeException unavailable) {
            // The database may be away for a while; the next look tries again.
            LOG.warn("The log cannot be read: {}", unavailable.getMessage());
        }
    }

    private synchronized void catchUp() {
        List<LogEntry> page;
        do {
            long position = index.position();
            page = store.read(db -> LogReader.entries(db, position, PAGE_ENTRIES));
            index.applyAll(page);
        } while (page.size() == PAGE_ENTRIES);
    }

    @Override
    public void close() {
        follower.shutdownNow();
    }
}
