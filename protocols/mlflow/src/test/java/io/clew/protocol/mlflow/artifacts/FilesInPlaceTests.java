package io.clew.protocol.mlflow.artifacts;

import static org.assertj.core.api.Assertions.assertThat;

import io.clew.http.json.JsonObject;
import io.clew.protocol.mlflow.MlflowServer;
import io.clew.protocol.mlflow.MlflowServer.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that an older server put elsewhere are served where they are, in the places allowed. */
class FilesInPlaceTests {
    @TempDir Path folder;
    private MlflowServer server;

    @BeforeEach
    void start() {
        server = MlflowServer.start(folder);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private String runIn(String location) {
        String experiment =
                server.posted(
                                "experiments/create",
                                "{'name':'old','artifact_location':'" + location + "'}")
                        .text("experiment_id");
        return server.run(experiment);
    }

    private Path files(String location, String run) throws IOException {
        Path root = folder.resolve("elsewhere/a b").resolve(run).resolve("artifacts");
        assertThat(location).contains("elsewhere");
        Files.createDirectories(root.resolve("model"));
        Files.writeString(root.resolve("model/MLmodel"), "flavors: {}");
        Files.writeString(root.resolve("x y.txt"), "content");
        Files.writeString(root.resolve("model.txt"), "");
        return root;
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "file://"})
    void filesAreListedAndSent(String scheme) throws IOException {
        String location =
                scheme.isEmpty()
                        ? folder + "/elsewhere/a b"
                        : folder.resolve("elsewhere/a b").toUri().toString();
        String run = runIn(location);
        files(location, run);
        List<JsonObject> all = server.got("artifacts/list", "run_id=" + run).objects("files");
        assertThat(all)
                .extracting(file -> file.text("path") + (file.bool("is_dir") ? "/" : ""))
                .containsExactly("model.txt", "model/", "x y.txt");
        assertThat(server.got("artifacts/list", "run_id=" + run + "&path=model").objects("files"))
                .extracting(file -> file.text("path") + " " + file.integer("file_size"))
                .containsExactly("model/MLmodel 11");
        assertThat(get(run, "x%20y.txt").text()).isEqualTo("content");
        assertThat(get(run, "model").errorCode()).isEqualTo("INVALID_PARAMETER_VALUE");
        assertThat(get(run, "none").errorCode()).isEqualTo("RESOURCE_DOES_NOT_EXIST");
        assertThat(get(run, "none").status()).isEqualTo(404);
    }

    @Test
    void whatIsInNoPlaceThatIsAllowedIsNotRead() throws IOException {
        Files.createDirectories(folder.resolve("secret"));
        Files.writeString(folder.resolve("secret/key"), "secret");
        for (String location : List.of(folder + "/secret", "s3://bucket/x", "file:secret")) {
            String run =
                    server.run(
                            server.posted(
                                            "experiments/create",
                                            "{'name':'%s','artifact_location':'%s'}"
                                                    .formatted(location, location))
                                    .text("experiment_id"));
            assertThat(get(run, "key").message()).contains("not with this server");
            assertThat(server.get("artifacts/list", "run_id=" + run).status()).isEqualTo(400);
        }
    }

    @Test
    void aLinkThatLeadsOutIsNotFollowed() throws IOException {
        String location = folder + "/elsewhere/a b";
        String run = runIn(location);
        Path root = files(location, run);
        Files.writeString(folder.resolve("key"), "secret");
        Files.createSymbolicLink(root.resolve("link"), folder.resolve("key"));
        assertThat(get(run, "link").errorCode()).isEqualTo("RESOURCE_DOES_NOT_EXIST");
        assertThat(server.got("artifacts/list", "run_id=" + run).objects("files")).hasSize(3);
    }

    private Answer get(String run, String path) {
        return server.send("GET", "/get-artifact?run_id=" + run + "&path=" + path, "");
    }
}
