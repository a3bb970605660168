package io.clew.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clew.model.ClewException;
import io.clew.server.config.Config;
import io.clew.server.config.Setting;
import io.clew.store.testing.PostgresServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder of artifacts and its database belong to each other. */
class ArtifactsFolderTests {
    private static final String FILE = "/api/2.0/mlflow-artifacts/artifacts/0/a.txt";

    @TempDir Path folder;

    private Config config(String store, String data, String artifacts) {
        Map<Setting, String> flags = new EnumMap<>(Setting.class);
        flags.put(Setting.PORT, "0");
        flags.put(Setting.STORE, store);
        flags.put(Setting.DATA, folder.resolve(data).toString());
        flags.put(Setting.ARTIFACTS, folder.resolve(artifacts).toString());
        return Config.of(flags);
    }

    @Test
    void anotherDatabasesFolderIsRefused() {
        Clew.start(config("sqlite", "one", "artifacts")).close();
        assertThatThrownBy(() -> Clew.start(config("sqlite", "two", "artifacts")))
                .isInstanceOf(ClewException.class)
                .hasMessageContaining("belongs to another Clew database");
        Clew.start(config("sqlite", "one", "artifacts")).close();
    }

    @Test
    void aServerWithAFolderOfItsOwnIsRefusedWhereOthersShareOne() throws IOException {
        String database = PostgresServer.shared().newDatabase();
        try (Clew one = Clew.start(config(database, "a", "shared"));
                Clew two = Clew.start(config(database, "b", "shared"))) {
            assertThat(two.address()).isNotEqualTo(one.address());
            assertThatThrownBy(() -> Clew.start(config(database, "c", "own")))
                    .isInstanceOf(ClewException.class)
                    .hasMessageContaining("give all servers of a database the same folder");
        }
        assertThat(folder.resolve("own")).doesNotExist();
        Files.move(folder.resolve("shared"), folder.resolve("moved"));
        Clew.start(config(database, "a", "moved")).close();
    }

    @Test
    void bytesThatAreNotThereAreTheServersFault() throws Exception {
        try (Clew clew = Clew.start(config("sqlite", "one", "artifacts"))) {
            assertThat(send(clew, "PUT", "content").statusCode()).isEqualTo(200);
            try (Stream<Path> files = Files.walk(folder.resolve("artifacts"))) {
                Files.delete(
                        files.filter(file -> file.getFileName().toString().length() == 64)
                                .findFirst()
                                .orElseThrow());
            }
            HttpResponse<String> answer = send(clew, "GET", "");
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.body()).contains("a.txt").contains("--artifacts");
        }
    }

    private static HttpResponse<String> send(Clew clew, String method, String body)
            throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            URI address = clew.address().resolve(FILE);
            return http.send(
                    HttpRequest.newBuilder(address)
                            .method(method, BodyPublishers.ofString(body))
                            .build(),
                    BodyHandlers.ofString());
        }
    }
}
