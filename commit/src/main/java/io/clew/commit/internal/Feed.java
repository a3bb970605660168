package io.clew.commit.internal;

import io.clew.model.log.LogEntry;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells listeners each durable entry of the log once and in order, whoever wrote it and whoever
 * brings it: the writer its own, and whoever catches up those of other servers.
 */
public final class Feed {

    private static final Logger LOG = LoggerFactory.getLogger(Feed.class);

    private final List<Consumer<LogEntry>> listeners;
    private long heard;

    /**
     * Makes the feed of listeners that have heard the log up to a position.
     *
     * @param heard the last position that they know
     */
    public Feed(List<Consumer<LogEntry>> listeners, long heard) {
        this.listeners = List.copyOf(listeners);
        this.heard = heard;
    }

    /** Returns the last position that the listeners know. */
    public synchronized long heard() {
        return heard;
    }

    /**
     * Tells the next entries of a log that goes on, read after a position.
     *
     * @throws IllegalStateException when there are none, or one is missing before them
     */
    public void tellNext(long after, List<LogEntry> entries) {
        if (entries.isEmpty()) {
            throw new IllegalStateException(
                    "the log has no entry " + (after + 1) + ", though it goes on beyond");
        }
        tell(entries);
    }

    /** Tells entries that follow what is known; those that are known already are passed over. */
    public synchronized void tell(List<LogEntry> entries) {
        for (LogEntry entry : entries) {
            if (entry.position() <= heard) {
                continue;
            }
            if (entry.position() != heard + 1) {
                throw new IllegalStateException(
                        "entry " + entry.position() + " does not follow entry " + heard);
            }
            listeners.forEach(listener -> tell(listener, entry));
            heard = entry.position();
        }
    }

    private static void tell(Consumer<LogEntry> listener, LogEntry entry) {
        try {
            listener.accept(entry);
        } catch (RuntimeException e) {
            LOG.error("a listener failed at entry {}; the others go on", entry.position(), e);
        }
    }
}
