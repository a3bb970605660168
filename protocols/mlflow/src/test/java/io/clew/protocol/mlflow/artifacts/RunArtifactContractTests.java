package io.clew.protocol.mlflow.artifacts;

import static org.assertj.core.api.Assertions.assertThat;

import io.clew.http.json.JsonObject;
import io.clew.protocol.mlflow.Cases;
import io.clew.protocol.mlflow.MlflowServer;
import io.clew.protocol.mlflow.MlflowServer.Answer;
import io.clew.protocol.mlflow.Said;
import io.clew.store.testing.TestDatabase;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the calls on files of runs must do on every database. */
abstract class RunArtifactContractTests {
    private static final String PROXY = "/api/2.0/mlflow-artifacts/artifacts/";
    private static final String UPLOAD = "/ajax-api/2.0/mlflow/upload-artifact";

    @TempDir Path folder;
    private MlflowServer server;
    private String run;

    abstract TestDatabase newDatabase();

    @BeforeEach
    void start() {
        server = MlflowServer.start(newDatabase(), folder);
        run = server.run("0");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private void put(String path, String content) {
        assertThat(server.send("PUT", PROXY + "0/" + run + "/artifacts/" + path, content).status())
                .isEqualTo(200);
    }

    private List<String> list(String more) {
        return server.got("artifacts/list", "run_id=" + run + more).objects("files").stream()
                .map(file -> file.text("path") + (file.bool("is_dir") ? "/" : ""))
                .toList();
    }

    @Test
    void aFileOfARunIsGeneratedByIt() {
        int entries = server.log().size();
        put("plots/roc.png", "x");
        assertThat(Said.after(server, entries))
                .contains(
                        "artifact/%s/plots/roc.png size-bytes=1".formatted(run),
                        "artifact/%s/plots/roc.png generated-by run/%s (observed)"
                                .formatted(run, run));
    }

    @Test
    void largeFilesOfTwoRunsAreTheSameUntilOneIsOverwritten() {
        String large = "0123456789abcdef".repeat(4096);
        put("model.bin", large);
        put("small.txt", large.substring(1));
        int entries = server.log().size();
        String first = run;
        run = server.run("0");
        put("copy.bin", large);
        put("small.txt", large.substring(1));
        String same = "artifact/%s/copy.bin same-as artifact/%s/model.bin".formatted(run, first);
        assertThat(sameAs(entries)).containsExactly(same + " (inferred by same-bytes)");
        entries = server.log().size();
        put("copy.bin", large);
        assertThat(sameAs(entries)).isEmpty();
        put("copy.bin", large + "x");
        assertThat(sameAs(entries)).containsExactly("no longer " + same);
    }

    private List<String> sameAs(int entries) {
        return Said.after(server, entries).stream().filter(s -> s.contains(" same-as ")).toList();
    }

    @Test
    void filesAreListedAndReadByTheirRun() {
        put("a.txt", "0");
        put("dir/b.txt", "11");
        JsonObject all = server.got("artifacts/list", "run_id=" + run);
        assertThat(all.text("root_uri")).isEqualTo("mlflow-artifacts:/0/" + run + "/artifacts");
        assertThat(list("")).containsExactly("a.txt", "dir/");
        assertThat(list("&path=dir")).containsExactly("dir/b.txt");
        assertThat(list("&path=.")).containsExactly("a.txt", "dir/");
        assertThat(server.got("artifacts/list", "run_uuid=" + run).objects("files")).hasSize(2);
        assertThat(server.send("GET", "/get-artifact?run_id=" + run + "&path=dir/b.txt", "").text())
                .isEqualTo("11");
        assertThat(server.send("GET", "/get-artifact?run_uuid=" + run + "&path=a.txt", "").text())
                .isEqualTo("0");
    }

    @Test
    void noPathLeadsElsewhere() {
        Cases.each(
                List.of(
                        "../path",
                        "%2e%2e/path",
                        "a/%252e%252e/b",
                        "/etc",
                        "a%5cb",
                        "C:/x",
                        "a%00"),
                path -> {
                    for (Answer answer :
                            List.of(
                                    server.get("artifacts/list", "run_id=" + run + "&path=" + path),
                                    server.send(
                                            "GET",
                                            "/get-artifact?run_id=" + run + "&path=" + path,
                                            ""),
                                    server.send(
                                            "POST",
                                            UPLOAD + "?run_uuid=" + run + "&path=" + path,
                                            "x"))) {
                        assertThat(answer.status()).isEqualTo(400);
                        assertThat(answer.errorCode()).isEqualTo("INVALID_PARAMETER_VALUE");
                    }
                    assertThat(list("")).isEmpty();
                });
    }

    @Test
    void invalidPathsAreToldInMlflowsWords() {
        assertThat(server.get("artifacts/list", "run_id=" + run + "&path=../x").message())
                .isEqualTo("Invalid path");
    }

    @Test
    void whatIsMissingIsNamed() {
        assertThat(server.get("artifacts/list", "").status()).isEqualTo(400);
        assertThat(server.get("artifacts/list", "run_id=nobody").status()).isEqualTo(404);
        assertThat(server.send("GET", "/get-artifact?run_id=" + run, "").status()).isEqualTo(400);
        assertThat(server.send("GET", "/get-artifact?path=a", "").status()).isEqualTo(400);
        assertThat(server.send("GET", "/get-artifact?run_id=" + run + "&path=a", "").status())
                .isEqualTo(404);
    }

    @Test
    void thePageUploadsSmallFiles() {
        assertThat(server.send("POST", UPLOAD, "").message())
                .isEqualTo("Request must specify run_uuid.");
        assertThat(server.send("POST", UPLOAD + "?run_uuid=" + run, "").message())
                .isEqualTo("Request must specify path.");
        assertThat(server.send("POST", UPLOAD + "?run_uuid=" + run + "&path=", "").message())
                .isEqualTo("Request must specify path.");
        assertThat(server.send("POST", UPLOAD + "?run_uuid=" + run + "&path=a", "").message())
                .isEqualTo("Request must specify data.");
        assertThat(
                        server.send("POST", UPLOAD + "?run_uuid=" + run + "&path=d/a.txt", "hello")
                                .status())
                .isEqualTo(200);
        assertThat(server.send("GET", "/get-artifact?run_id=" + run + "&path=d/a.txt", "").text())
                .isEqualTo("hello");
        Answer large =
                server.send(
                        "POST",
                        UPLOAD + "?run_uuid=" + run + "&path=big",
                        new byte[(10 << 20) + 1]);
        assertThat(large.status()).isEqualTo(400);
        assertThat(large.message()).isEqualTo("Artifact size is too large. Max size is 10MB.");
    }

    @Test
    void filesElsewhereAreNotServed() {
        String experiment =
                server.posted(
                                "experiments/create",
                                "{'name':'far','artifact_location':'s3://bank/far'}")
                        .text("experiment_id");
        Answer answer = server.get("artifacts/list", "run_id=" + server.run(experiment));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.message()).contains("s3://bank/far");
    }

    @Test
    void anExperimentMayHaveItsPlaceInTheProxy() {
        String experiment =
                server.posted(
                                "experiments/create",
                                "{'name':'deep','artifact_location':'mlflow-artifacts:/team/deep'}")
                        .text("experiment_id");
        String other = server.run(experiment);
        int entries = server.log().size();
        server.send("PUT", PROXY + "team/deep/" + other + "/artifacts/a.txt", "x");
        assertThat(Said.after(server, entries))
                .contains(
                        "artifact/%s/a.txt generated-by run/%s (observed)".formatted(other, other));
        assertThat(server.got("artifacts/list", "run_id=" + other).objects("files")).hasSize(1);
    }

    @Test
    void anEnvironmentAmongTheFilesIsWhatTheRunRanIn() {
        int entries = server.log().size();
        put("model/requirements.txt", "scikit-learn==1.5.0\n");
        put("model/python_env.yaml", "python: 3.11.1\ndependencies:\n- -r requirements.txt\n");
        put("model/MLmodel", "flavors:\n  sklearn: {}\n");
        List<String> said = Said.after(server, entries);
        assertThat(said)
                .filteredOn(line -> line.matches(".*run/.* ran-in environment/.*"))
                .hasSize(3)
                .satisfies(lines -> assertThat(lines.get(1)).startsWith("no longer"));
        assertThat(said)
                .contains("run/" + run + " flavors=[sklearn]")
                .anyMatch(line -> line.matches("environment/.* python=3.11.1"));
    }

    @Test
    void aRunThatNamesItselfUsesWhatItReads() {
        String model =
                server.posted(
                                "logged-models",
                                "{'experiment_id':'0','source_run_id':'" + run + "'}")
                        .object("model")
                        .object("info")
                        .text("model_id");
        String path = PROXY + "0/models/" + model + "/artifacts/";
        server.send("PUT", path + "a.txt", "x");
        server.send("PUT", path + "b.txt", "x");
        put("data.csv", "1");
        server.posted("registered-models/create", "{'name':'fraud'}");
        server.posted("model-versions/create", "{'name':'fraud','source':'models:/" + model + "'}");
        server.posted("registered-models/alias", "{'name':'fraud','alias':'prod','version':'1'}");
        String user = server.run("0");
        int entries = server.log().size();
        String base = "/api/2.0/mlflow/";
        for (String read :
                List.of(
                        base + "registered-models/alias?name=fraud&alias=prod",
                        base + "model-versions/get-download-uri?name=fraud&version=1",
                        path + "a.txt",
                        path + "b.txt",
                        PROXY + "0/" + run + "/artifacts/data.csv")) {
            assertThat(server.send("GET", read, "").status()).isEqualTo(200);
            assertThat(server.send("GET", read, "", "X-Clew-Run", user).status()).isEqualTo(200);
            assertThat(server.send("GET", read, "", "X-Clew-Run", user).status()).isEqualTo(200);
        }
        assertThat(Said.after(server, entries))
                .containsExactly(
                        "run/%s used model-version/fraud/1 (observed)".formatted(user),
                        "run/%s used logged-model/%s (observed)".formatted(user, model),
                        "run/%s used artifact/%s/data.csv (observed)".formatted(user, run));
        assertThat(server.log()).hasSize(entries + 3);
    }

    @Test
    void aRunDoesNotUseItsOwnFiles() {
        put("data.csv", "1");
        int entries = server.log().size();
        server.send("GET", PROXY + "0/" + run + "/artifacts/data.csv", "", "X-Clew-Run", run);
        assertThat(server.log()).hasSize(entries);
    }

    @Test
    void aRunThatIsNotThereCannotReadInItsName() {
        server.posted("registered-models/create", "{'name':'fraud'}");
        server.posted("model-versions/create", "{'name':'fraud','source':'s3://x'}");
        Cases.each(
                List.of("nobody", "a b", "../x"),
                name -> {
                    Answer answer =
                            server.send(
                                    "GET",
                                    "/api/2.0/mlflow/model-versions/get-download-uri?name=fraud&version=1",
                                    "",
                                    "X-Clew-Run",
                                    name);
                    assertThat(answer.status()).isEqualTo(400);
                    assertThat(answer.message()).contains("X-Clew-Run");
                });
    }
}
