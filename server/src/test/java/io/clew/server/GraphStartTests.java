package io.clew.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.clew.commit.Committer;
import io.clew.commit.Intent;
import io.clew.graph.GraphIndex;
import io.clew.model.Asserter;
import io.clew.model.EdgeKind;
import io.clew.model.EventTime;
import io.clew.model.NodeKind;
import io.clew.model.Urn;
import io.clew.model.Workspace;
import io.clew.server.config.Config;
import io.clew.server.config.Setting;
import io.clew.store.Store;
import io.clew.store.Stores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server starts from the graph's snapshot, and from the log where that is not to be trusted. */
class GraphStartTests {

    /** As many as are worth a snapshot. */
    private static final int ENTRIES = 5_000;

    private static final Intent INTENT =
            new Intent(Workspace.DEFAULT, Asserter.claimed("mlflow", "ann"), "test");

    @TempDir Path folder;
    private final List<String> told = new ArrayList<>();

    @Test
    void startsFromTheSnapshotAndTheLogAfterIt() throws IOException {
        Config config = config("data");
        String digest;
        try (Store store = store(config)) {
            write(store, 0, ENTRIES);
            try (GraphIndex graph = GraphStart.of(config, store)) {
                assertThat(graph.position()).isEqualTo(ENTRIES);
            }
            write(store, ENTRIES, ENTRIES + 10);
            assertThat(GraphStart.open(config, store, told::add).position()).isEqualTo(ENTRIES);
            GraphIndex graph = GraphStart.of(config, store);
            assertThat(graph.position()).isEqualTo(ENTRIES + 10);
            digest = graph.view().digest();
            graph.close();
        }
        assertThat(told).isEmpty();

        Path file = GraphStart.folder(config).resolve("graph.snapshot");
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
        try (Store store = store(config)) {
            assertThat(GraphStart.open(config, store, told::add).position()).isZero();
            assertThat(told).singleElement().asString().contains("damaged", "from the store");
            try (GraphIndex graph = GraphStart.of(config, store)) {
                assertThat(graph.view().digest()).isEqualTo(digest);
            }
            told.clear();
            assertThat(GraphStart.open(config, store, told::add).position())
                    .isEqualTo(ENTRIES + 10);
        }
        assertThat(told).isEmpty();
    }

    /** A folder that another database's snapshot came into. */
    @Test
    void doesNotTakeTheSnapshotOfAnotherDatabase() throws IOException {
        Config one = config("one");
        Config other = config("other");
        try (Store store = store(one)) {
            write(store, 0, ENTRIES);
            GraphStart.of(one, store).close();
        }
        Files.createDirectories(GraphStart.folder(other));
        Files.copy(
                GraphStart.folder(one).resolve("graph.snapshot"),
                GraphStart.folder(other).resolve("graph.snapshot"));
        try (Store store = store(other)) {
            assertThat(GraphStart.open(other, store, told::add).position()).isZero();
        }
        assertThat(told).singleElement().asString().contains("another database");
    }

    private Config config(String data) {
        return Config.of(Map.of(Setting.PORT, "0", Setting.DATA, folder.resolve(data).toString()));
    }

    private static Store store(Config config) {
        return Stores.sqlite(config.data(), Clew.migrations());
    }

    private static void write(Store store, int first, int end) {
        Committer committer = new Committer(store, InstantSource.system(), List.of());
        committer.commitAll(
                session -> {
                    for (int i = first; i < end; i++) {
                        Urn run = Urn.of(NodeKind.RUN, "mlflow", "r" + i / 10);
                        Urn used = Urn.of(NodeKind.DATASET, "s3://b", "d" + i);
                        EventTime at = EventTime.reported(i);
                        session.commit(
                                INTENT,
                                commit -> {
                                    commit.declare(run, EdgeKind.USED, used, at);
                                    return null;
                                });
                    }
                    return null;
                });
    }
}
