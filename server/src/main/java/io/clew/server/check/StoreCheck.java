package io.clew.server.check;

import io.clew.commit.LogReader;
import io.clew.commit.LogVerifier;
import io.clew.graph.GraphIndex;
import io.clew.model.check.CheckedPart;
import io.clew.model.check.Findings;
import io.clew.model.log.LogEntry;
import io.clew.protocol.mlflow.check.RowCheck;
import io.clew.protocol.openlineage.check.EventCheck;
import io.clew.server.ArtifactStores;
import io.clew.server.Clew;
import io.clew.server.config.Config;
import io.clew.server.config.StoreUrl;
import io.clew.store.Store;
import io.clew.store.Stores;
import io.clew.store.blobs.BlobStore;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Checks a store from its log up: leaves against bodies and facts, the graph rebuilt from the log
 * against the tables, MLflow's rows against the facts, metrics and artifacts' bytes.
 */
public final class StoreCheck {

    /** Entries of the log replayed at once: some megabytes of them at most. */
    private static final int REPLAY_ENTRIES = 1_000;

    private final Store store;
    private final BlobStore blobs;
    private final boolean readsBytes;
    private final List<LiveGraph> live;
    private final Consumer<CheckedPart> progress;

    /**
     * Prepares a check.
     *
     * @param readsBytes whether to read every artifact again and compare its SHA-256
     * @param live what running servers hold in memory, to be compared too
     * @param progress learns of each part when it is done
     */
    public StoreCheck(
            Store store,
            BlobStore blobs,
            boolean readsBytes,
            List<LiveGraph> live,
            Consumer<CheckedPart> progress) {
        this.store = store;
        this.blobs = blobs;
        this.readsBytes = readsBytes;
        this.live = live.stream().sorted(Comparator.comparingLong(LiveGraph::position)).toList();
        this.progress = progress;
    }

    /**
     * Checks what a configuration names, also while a server runs on it.
     *
     * @throws io.clew.model.ClewException UNAVAILABLE when there is nothing that can be checked
     */
    public static CheckReport of(
            Config config,
            boolean readsBytes,
            List<LiveGraph> live,
            Consumer<CheckedPart> progress) {
        try (Store store = open(config);
                ArtifactStores artifacts = new ArtifactStores(config)) {
            return new StoreCheck(store, artifacts.inspect(), readsBytes, live, progress).run();
        }
    }

    private static Store open(Config config) {
        return switch (config.store()) {
            case StoreUrl.Sqlite sqlite -> Stores.inspectSqlite(config.data(), Clew.migrations());
            case StoreUrl.Postgresql postgresql ->
                    Stores.inspectPostgresql(postgresql.url(), Clew.migrations());
        };
    }

    /** Runs all parts. */
    public CheckReport run() {
        long head = store.<Long>read(LogReader::head);
        return new CheckReport(
                store.databaseName(),
                head,
                List.of(
                        part("log", this::log),
                        part("graph", () -> graph(head)),
                        part("rows", () -> RowCheck.check(store)),
                        part("events", () -> EventCheck.check(store)),
                        part("metrics", () -> MetricCheck.check(store)),
                        part("blobs", () -> BlobCheck.check(store, blobs, readsBytes))));
    }

    /** Runs one part; what cannot even be read is something wrong, and the other parts go on. */
    private CheckedPart part(String name, Supplier<CheckedPart> check) {
        CheckedPart part;
        try {
            part = check.get();
        } catch (RuntimeException unreadable) {
            Findings findings = new Findings();
            findings.add("it cannot be read: " + unreadable.getMessage());
            part = findings.part(name);
        }
        progress.accept(part);
        return part;
    }

    private CheckedPart log() {
        LogVerifier.Report report = LogVerifier.verify(store);
        Findings findings = new Findings();
        findings.count("entries", report.entries());
        findings.count("erased", report.erased());
        for (LogVerifier.Finding finding : report.findings()) {
            findings.add(
                    finding.position() == 0
                            ? finding.what()
                            : "entry " + finding.position() + ": " + finding.what());
        }
        CheckedPart part = findings.part("log");
        return new CheckedPart(part.name(), part.counts(), report.found(), part.findings());
    }

    /**
     * Builds the graph from the log as a server does, and compares it on the way and at the end.
     */
    private CheckedPart graph(long head) {
        Findings findings = new Findings();
        GraphIndex graph = new GraphIndex();
        for (LiveGraph one : live) {
            replay(graph, one.position());
            findings.count("servers", 1);
            if (graph.position() != one.position() || !graph.view().digest().equals(one.digest())) {
                findings.add(
                        "the graph in the memory of %s at position %d is not that of the log"
                                .formatted(one.server(), one.position()));
            }
        }
        replay(graph, head);
        GraphCheck.check(store, graph.view(), findings);
        return findings.part("graph");
    }

    private void replay(GraphIndex graph, long to) {
        while (graph.position() < to) {
            int limit = (int) Math.min(REPLAY_ENTRIES, to - graph.position());
            List<LogEntry> entries =
                    store.read(db -> LogReader.entries(db, graph.position(), limit));
            if (entries.isEmpty()) {
                break;
            }
            graph.applyAll(entries);
        }
    }
}
