package io.clew.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clew.cli.demo.FraudStory;
import io.clew.model.ClewException;
import io.clew.model.check.CheckedPart;
import io.clew.server.Clew;
import io.clew.server.check.CheckReport;
import io.clew.server.check.StoreCheck;
import io.clew.server.config.Config;
import io.clew.server.config.Setting;
import io.clew.store.Store;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a check must find, whichever database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class StoreCheckContractTests {
    private static final Instant TOLD = Instant.parse("2026-03-01T12:00:00Z");

    /** Holds what was played once; each test has a copy. */
    @TempDir static Path played;

    @TempDir Path folder;

    private Config config = Config.of(Map.of());

    /** Returns the setting that names the database that is played once. */
    abstract String playedStore();

    /** Copies the played database, unless it is in the data folder, and names the copy. */
    abstract String copiedStore();

    /** Opens the copy for a test to damage. */
    abstract Store open();

    @BeforeAll
    void play() throws IOException, InterruptedException {
        try (Clew clew = Clew.start(config(played, playedStore()))) {
            new FraudStory(clew.address(), TOLD).play();
            put(clew, "a/one.txt", "one");
            put(clew, "a/one.txt", "another");
            put(clew, "a/two.txt", "two");
        }
    }

    @BeforeEach
    void copy() throws IOException {
        try (Stream<Path> files = Files.walk(played)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = folder.resolve(played.relativize(file).toString());
                Files.createDirectories(copy.resolve(".."));
                Files.copy(file, copy);
            }
        }
        config = config(folder, copiedStore());
    }

    private static Config config(Path folder, String store) {
        Map<Setting, String> flags = new EnumMap<>(Setting.class);
        flags.put(Setting.PORT, "0");
        flags.put(Setting.DATA, folder.toString());
        flags.put(Setting.STORE, store);
        return Config.of(flags);
    }

    @Test
    void whatAServerWroteIsSoundWhileItRunsAndAfter() throws IOException {
        CheckReport live;
        try (Clew clew = Clew.start(config)) {
            assertThat(clew.address()).isNotNull();
            Map<String, Long> files = files();
            live = check();
            assertThat(files()).isEqualTo(files);
        }
        assertThat(live.isSound()).as("%s", live).isTrue();
        assertThat(live.position()).isPositive();
        for (CheckedPart part : live.parts()) {
            assertThat(part.counts().values().iterator().next()).as(part.name()).isPositive();
        }
        assertThat(part(live, "rows").counts().values()).allMatch(count -> count > 0);
        assertThat(part(live, "blobs").counts()).containsEntry("surplus", 1L);
        CheckReport after = check();
        assertThat(after).isEqualTo(live);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "log: UPDATE entry SET packed_leaf = (SELECT packed_leaf FROM entry WHERE position = 6)"
                        + " WHERE position = 7",
                "log: UPDATE entry_body SET principal = 'urn:clew:agent:x' WHERE position = 9",
                "log: DELETE FROM attribute_row WHERE position = (SELECT MAX(position) FROM"
                        + " attribute_fact)",
                "graph: UPDATE node SET urn = 'urn:clew:run:mlflow/x' WHERE id = 3",
                "graph: DELETE FROM node WHERE id = 5",
                "log: UPDATE edge_row SET position = position + 100000 WHERE kind_id = (SELECT id FROM word WHERE name = 'used')",
                "rows: UPDATE mlflow_run SET name = 'renamed'",
                "rows: UPDATE mlflow_run SET status = 'KILLED'",
                "rows: DELETE FROM mlflow_param",
                "rows: UPDATE mlflow_experiment SET deleted = 1",
                "rows: DELETE FROM mlflow_registered_model_alias",
                "rows: UPDATE mlflow_artifact SET size_bytes = 4 WHERE sha256 <> ''",
                "events: UPDATE ol_event SET payload = (SELECT payload FROM ol_event WHERE form = 0"
                        + " AND type = 'FAIL') WHERE type = 'COMPLETE'",
                "events: UPDATE ol_run SET record = (SELECT record FROM ol_run WHERE status ="
                        + " 'failed')",
                "events: DELETE FROM ol_event WHERE type = 'START'",
                "metrics: UPDATE metric_latest SET step = step + 1",
                "metrics: DELETE FROM metric_tail",
                "blobs: UPDATE mlflow_artifact SET size_bytes = 4 WHERE sha256 <> ''",
            })
    void damageOfTheDatabaseIsFound(String damage) {
        String[] parts = damage.split(": ", 2);
        try (Store store = open()) {
            assertThat(store.<Integer>write(db -> db.sql(parts[1]).update())).isPositive();
        }
        CheckReport report = check();
        assertThat(report.isSound()).isFalse();
        assertThat(part(report, parts[0]).findings()).isNotEmpty();
    }

    @Test
    void damagedAndMissingBytesAreFound() throws IOException {
        List<Path> blobs = blobs();
        Path one =
                blobs.stream().filter(file -> contains(file, "another")).findFirst().orElseThrow();
        Files.writeString(one, "Another");
        assertThat(part(check(), "blobs").counts()).containsEntry("damaged", 1L);
        Files.delete(one);
        CheckedPart part = part(check(), "blobs");
        assertThat(part.counts()).containsEntry("missing", 1L);
        assertThat(part.findings())
                .singleElement()
                .asString()
                .contains(one.getFileName().toString());
    }

    @Test
    void newerAndOlderSchemasAreRefusedAndLeftAlone() throws IOException {
        try (Store store = open()) {
            store.write(
                    db ->
                            db.sql("INSERT INTO migration (name, checksum) VALUES ('core/9', 'x')")
                                    .update());
        }
        assertThatThrownBy(this::check)
                .isInstanceOf(ClewException.class)
                .hasMessageContaining("newer version");
        assertThatThrownBy(() -> Clew.start(config))
                .isInstanceOf(ClewException.class)
                .hasMessageContaining("newer version");
    }

    private CheckReport check() {
        return StoreCheck.of(config, true, List.of(), part -> {});
    }

    private static CheckedPart part(CheckReport report, String name) {
        return report.parts().stream()
                .filter(part -> part.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static void put(Clew clew, String path, String body)
            throws IOException, InterruptedException {
        URI at = clew.address().resolve("/api/2.0/mlflow-artifacts/artifacts/" + path);
        try (HttpClient http = HttpClient.newHttpClient()) {
            var request =
                    HttpRequest.newBuilder(at)
                            .PUT(HttpRequest.BodyPublishers.ofString(body))
                            .build();
            assertThat(http.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
        }
    }

    private static boolean contains(Path file, String text) {
        try {
            return Files.readString(file).equals(text);
        } catch (IOException e) {
            return false;
        }
    }

    private List<Path> blobs() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("artifacts"))) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    /** Returns the files of the data folder with their sizes. */
    private Map<String, Long> files() throws IOException {
        Map<String, Long> sizes = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                sizes.put(folder.relativize(file).toString(), Files.size(file));
            }
        }
        return sizes;
    }
}
