package io.clew.folders;

import io.clew.commit.LogReader;
import io.clew.commit.LogVerifier;
import io.clew.model.log.LogEntry;
import io.clew.server.Clew;
import io.clew.store.Db;
import io.clew.store.Store;
import io.clew.store.Stores;
import io.clew.store.metrics.MetricOrder;
import io.clew.store.metrics.MetricPoint;
import io.clew.store.metrics.MetricStore;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;

/**
 * Sums up a data folder: what every later version must find in it.
 *
 * @param entries entries of the log
 * @param records nodes and facts in them
 * @param lastLeaf the hash of the leaf of the newest entry
 * @param points points of metrics of all nodes
 */
record FolderContents(long entries, long records, String lastLeaf, long points) {

    /** Opens a folder, bringing it up to date, and reads all of it. */
    static FolderContents of(Path folder) {
        try (Store store = Stores.sqlite(folder, Clew.migrations())) {
            LogVerifier.Report report = LogVerifier.verify(store);
            if (!report.isSound()) {
                throw new AssertionError("the log is damaged: " + report.findings());
            }
            return store.read(FolderContents::read);
        }
    }

    private static FolderContents read(Db db) {
        List<LogEntry> log = LogReader.entries(db, 0, 100_000);
        String leaf = LogReader.leafHash(db, LogReader.head(db)).orElseThrow();
        return new FolderContents(
                log.size(),
                log.stream().mapToLong(entry -> entry.records().size()).sum(),
                leaf,
                points(db));
    }

    private static long points(Db db) {
        Set<Integer> nodes =
                new HashSet<>(
                        db.sql("SELECT DISTINCT node_id FROM metric_latest")
                                .list(row -> (int) row.integer("node_id")));
        long points = 0;
        for (int node : nodes) {
            for (MetricPoint latest : MetricStore.latest(db, node)) {
                points +=
                        MetricStore.history(db, node, latest.key(), MetricOrder.TIME, null, 100_000)
                                .size();
            }
        }
        return points;
    }

    void write(Path file) throws IOException {
        Properties properties = new Properties();
        properties.setProperty("entries", Long.toString(entries));
        properties.setProperty("records", Long.toString(records));
        properties.setProperty("last-leaf", lastLeaf);
        properties.setProperty("points", Long.toString(points));
        try (Writer out = Files.newBufferedWriter(file)) {
            properties.store(out, "What is in the folder; see FolderContents");
        }
    }

    static FolderContents readFrom(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader in = Files.newBufferedReader(file)) {
            properties.load(in);
        }
        return new FolderContents(
                Long.parseLong(properties.getProperty("entries")),
                Long.parseLong(properties.getProperty("records")),
                properties.getProperty("last-leaf"),
                Long.parseLong(properties.getProperty("points")));
    }
}
