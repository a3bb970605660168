package io.clew.protocol.mlflow.loggedmodels;

import static org.assertj.core.api.Assertions.assertThat;

import io.clew.http.json.JsonObject;
import io.clew.protocol.mlflow.MlflowServer;
import io.clew.protocol.mlflow.MlflowServer.Answer;
import io.clew.protocol.mlflow.Said;
import io.clew.store.testing.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the files of logged models must do on every database. */
abstract class ModelFilesContractTests {
    private static final String BASE = "/api/2.0/mlflow/";
    private static final String PROXY = "/api/2.0/mlflow-artifacts/artifacts/";
    private static final String MLMODEL =
            """
            artifact_path: model
            flavors:
              python_function:
                loader_module: mlflow.sklearn
                python_version: 3.11.15
              sklearn:
                pickled_model: model.pkl
            signature:
              inputs: '[{"type": "double", "name": "amount"}]'
              outputs: '[{"type": "long"}]'
              params: null
            """;

    @TempDir Path folder;
    private MlflowServer server;
    private String id;

    abstract TestDatabase newDatabase();

    @BeforeEach
    void start() {
        server = MlflowServer.start(newDatabase(), folder);
        id =
                server.posted(
                                "logged-models",
                                "{'experiment_id':'0','name':'model','source_run_id':'r1'}")
                        .object("model")
                        .object("info")
                        .text("model_id");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private void put(String path, String content) {
        assertThat(
                        server.send("PUT", PROXY + "0/models/" + id + "/artifacts/" + path, content)
                                .status())
                .isEqualTo(200);
    }

    private void finish() {
        Answer answer =
                server.send(
                        "PATCH",
                        BASE + "logged-models/" + id,
                        "{\"status\":\"LOGGED_MODEL_READY\"}");
        assertThat(answer.status()).isEqualTo(200);
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aFileOfAModelIsPartOfIt() {
        int entries = server.log().size();
        put("data/model.pkl", "weights");
        assertThat(Said.after(server, entries))
                .containsExactly(
                        "artifact/%s/data/model.pkl digest=sha256:%s"
                                .formatted(id, sha256("weights")),
                        "artifact/%s/data/model.pkl size-bytes=7".formatted(id),
                        "artifact/%s/data/model.pkl part-of logged-model/%s (observed)"
                                .formatted(id, id));
    }

    @Test
    void finishingNamesAllFilesByOneDigest() {
        put("b.txt", "two");
        put("a/c.txt", "one");
        int entries = server.log().size();
        finish();
        String manifest =
                sha256("a/c.txt\0" + sha256("one") + "\n" + "b.txt\0" + sha256("two") + "\n");
        assertThat(Said.after(server, entries))
                .containsExactly(
                        "logged-model/" + id + " model-status=ready",
                        "logged-model/" + id + " manifest-digest=sha256:" + manifest,
                        "logged-model/" + id + " size-bytes=6");
    }

    @Test
    void aLaterFileAndALostOneChangeTheDigest() {
        put("a.txt", "one");
        finish();
        int entries = server.log().size();
        put("b.txt", "two");
        String both = sha256("a.txt\0" + sha256("one") + "\n" + "b.txt\0" + sha256("two") + "\n");
        assertThat(Said.after(server, entries))
                .contains("logged-model/" + id + " manifest-digest=sha256:" + both);
        entries = server.log().size();
        server.send("DELETE", PROXY + "0/models/" + id + "/artifacts/b.txt", "");
        String one = sha256("a.txt\0" + sha256("one") + "\n");
        assertThat(Said.after(server, entries))
                .contains("logged-model/" + id + " manifest-digest=sha256:" + one);
        entries = server.log().size();
        server.send("DELETE", PROXY + "0/models/" + id + "/artifacts", "");
        assertThat(Said.after(server, entries))
                .contains("logged-model/" + id + " manifest-digest=null");
    }

    @Test
    void aModelWithoutFilesHasNoDigest() {
        int entries = server.log().size();
        finish();
        assertThat(Said.after(server, entries))
                .containsExactly("logged-model/" + id + " model-status=ready");
    }

    @Test
    void theFilesTellFlavorsSignatureAndWhatTheRunRanIn() {
        put("MLmodel", MLMODEL);
        put("requirements.txt", "scikit-learn==1.5.0\nmlflow==3.17.2\n");
        put(
                "conda.yaml",
                "channels: [conda-forge]\ndependencies:\n- python=3.11.15\n- pip<=24.0\n"
                        + "- pip:\n  - scikit-learn==1.5.0\n  - mlflow==3.17.2\nname: mlflow-env\n");
        put(
                "python_env.yaml",
                "python: 3.11.15\nbuild_dependencies:\n- pip==24.0\ndependencies:\n- -r requirements.txt\n");
        int entries = server.log().size();
        finish();
        List<String> said = Said.after(server, entries);
        assertThat(said)
                .contains(
                        "logged-model/" + id + " flavors=[python_function, sklearn]",
                        "logged-model/"
                                + id
                                + " signature={inputs=[{\"type\": \"double\", \"name\": \"amount\"}],"
                                + " outputs=[{\"type\": \"long\"}]}")
                .anyMatch(
                        line ->
                                line.matches(
                                        "run/r1 ran-in environment/sha256-[0-9a-f]{64} \\(observed\\)"))
                .anyMatch(line -> line.matches("environment/sha256-[0-9a-f]{64} python=3.11.15"))
                .anyMatch(
                        line ->
                                line.matches("environment/.* packages=\\{.*")
                                        && line.contains("mlflow=3.17.2")
                                        && line.contains("scikit-learn=1.5.0"));
    }

    @Test
    void aLaterFileThatTellsMoreTakesTheEnvironmentBack() {
        put("requirements.txt", "scikit-learn==1.5.0\n");
        finish();
        int entries = server.log().size();
        put("python_env.yaml", "python: 3.12.1\n");
        assertThat(Said.after(server, entries))
                .anyMatch(line -> line.matches("no longer run/r1 ran-in environment/.*"))
                .anyMatch(line -> line.matches("run/r1 ran-in environment/.* \\(observed\\)"));
    }

    @Test
    void theSameEnvironmentOfAnotherModelOfTheRunIsSaidOnce() {
        put("requirements.txt", "a==1\n");
        finish();
        String other =
                server.posted("logged-models", "{'experiment_id':'0','source_run_id':'r1'}")
                        .object("model")
                        .object("info")
                        .text("model_id");
        int entries = server.log().size();
        id = other;
        put("requirements.txt", "a==1\n");
        finish();
        assertThat(Said.after(server, entries))
                .noneMatch(line -> line.contains("packages="))
                .noneMatch(line -> line.startsWith("no longer"));
        entries = server.log().size();
        put("requirements.txt", "a==2\n");
        assertThat(Said.after(server, entries)).noneMatch(line -> line.startsWith("no longer"));
    }

    @Test
    void filesThatCannotBeReadAreKeptAndTellNothing() {
        put("MLmodel", "\0\1 not: [yaml");
        put("conda.yaml", "- a\n- b");
        put("python_env.yaml", "x: ".repeat(3) + "{".repeat(200));
        int entries = server.log().size();
        finish();
        assertThat(Said.after(server, entries))
                .allMatch(line -> line.startsWith("logged-model/" + id))
                .anyMatch(line -> line.contains("manifest-digest"));
        assertThat(
                        server.send("GET", PROXY + "0/models/" + id + "/artifacts/conda.yaml", "")
                                .text())
                .isEqualTo("- a\n- b");
    }

    @Test
    void aHugeRequirementsFileIsKeptButNotRead() {
        put("requirements.txt", "a==1\n".repeat(300_000));
        int entries = server.log().size();
        finish();
        assertThat(Said.after(server, entries)).noneMatch(line -> line.contains("environment"));
    }

    @Test
    void filesCanBeListedAndReadByTheModel() {
        put("MLmodel", MLMODEL);
        put("data/model.pkl", "w");
        JsonObject listed = server.got("logged-models/" + id + "/artifacts/directories", "");
        assertThat(listed.text("root_uri"))
                .isEqualTo("mlflow-artifacts:/0/models/" + id + "/artifacts");
        assertThat(listed.objects("files"))
                .extracting(file -> file.text("path"))
                .containsExactly("MLmodel", "data");
        assertThat(
                        server.got(
                                        "logged-models/" + id + "/artifacts/directories",
                                        "artifact_directory_path=data")
                                .objects("files"))
                .extracting(file -> file.text("path"))
                .containsExactly("data/model.pkl");
        String files = "/ajax-api/2.0/mlflow/logged-models/" + id + "/artifacts/files";
        assertThat(server.send("GET", files + "?artifact_file_path=MLmodel", "").text())
                .isEqualTo(MLMODEL);
        assertThat(server.send("GET", files + "?artifact_file_path=../x", "").message())
                .isEqualTo("Invalid path");
        assertThat(server.send("GET", files, "").status()).isEqualTo(400);
        assertThat(server.get("logged-models/m-none/artifacts/directories", "").status())
                .isEqualTo(404);
    }

    @Test
    void aVersionsFilesCanBeReadByItsName() {
        put("MLmodel", MLMODEL);
        server.posted("registered-models/create", "{'name':'fraud'}");
        server.posted("model-versions/create", "{'name':'fraud','source':'models:/" + id + "'}");
        server.posted(
                "model-versions/create",
                "{'name':'fraud','source':'runs:/r1/model','run_id':'r1'}");
        for (int version = 1; version <= 2; version++) {
            assertThat(
                            server.send(
                                            "GET",
                                            "/model-versions/get-artifact?name=fraud&version="
                                                    + version
                                                    + "&path=MLmodel",
                                            "")
                                    .text())
                    .isEqualTo(MLMODEL);
        }
        Answer traversal =
                server.send(
                        "GET", "//model-versions/get-artifact?name=fraud&version=1&path=../x", "");
        assertThat(traversal.status()).isEqualTo(400);
        assertThat(traversal.message()).isEqualTo("Invalid path");
    }
}
