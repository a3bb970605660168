package io.clew.server;

import io.clew.commit.LogReader;
import io.clew.graph.GraphIndex;
import io.clew.graph.SnapshotPlace;
import io.clew.model.log.LogEntry;
import io.clew.server.config.Config;
import io.clew.store.Instance;
import io.clew.store.Store;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the graph when a server starts: of its snapshot, and of the log after it. */
public final class GraphStart {
    private static final Logger LOG = LoggerFactory.getLogger(GraphStart.class);

    /** Entries of the log replayed at once: some megabytes of them at most. */
    private static final int REPLAY_ENTRIES = 5_000;

    /** From so many entries on that are read again, people want to know why it took long. */
    private static final long WORTH_SAYING = 100_000;

    private GraphStart() {}

    /**
     * Returns the folder of the graph's snapshot, below the data folder whatever the store is. It
     * can be removed at any time: the store has all that is in it.
     */
    public static Path folder(Config config) {
        return config.data().resolve("graph");
    }

    /** Makes the graph of all that the log holds. */
    static GraphIndex of(Config config, Store store) {
        GraphIndex graph = open(config, store, LOG::warn);
        long opened = graph.position();
        List<LogEntry> entries;
        do {
            entries = store.read(db -> LogReader.entries(db, graph.position(), REPLAY_ENTRIES));
            graph.applyAll(entries);
        } while (entries.size() == REPLAY_ENTRIES);
        graph.replayed();
        if (graph.position() - opened >= WORTH_SAYING) {
            LOG.info("The graph was built from entries {} to {}", opened + 1, graph.position());
        }
        return graph;
    }

    /** Makes the graph of its snapshot alone; empty where there is none that can be used. */
    static GraphIndex open(Config config, Store store, Consumer<String> told) {
        return GraphIndex.of(
                new SnapshotPlace(
                        folder(config).resolve("graph.snapshot"),
                        Instance.of(store).id(),
                        position -> mark(store, position),
                        told));
    }

    /** Tells an entry of the log from any other: its leaf is a hash of all that it says. */
    private static @Nullable String mark(Store store, long position) {
        return store.read(db -> LogReader.leafHash(db, position)).orElse(null);
    }
}
