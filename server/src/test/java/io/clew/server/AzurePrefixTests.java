package io.clew.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.clew.http.json.Json;
import io.clew.http.json.JsonObject;
import io.clew.server.config.Config;
import io.clew.server.config.Setting;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** MLflow below the address of a workspace of Azure ML, each isolated from all others. */
class AzurePrefixTests {
    @TempDir Path folder;
    private final HttpClient http = HttpClient.newHttpClient();

    private static String prefix(String version, String subscription, String workspace) {
        return "/mlflow/"
                + version
                + "/subscriptions/"
                + subscription
                + "/resourceGroups/ml-rg/providers/Microsoft.MachineLearningServices/workspaces/"
                + workspace;
    }

    @Test
    void eachWorkspaceHasRunsAndFilesOfItsOwn() throws Exception {
        try (Clew clew =
                Clew.start(
                        Config.of(
                                Map.of(
                                        Setting.PORT,
                                        "0",
                                        Setting.DATA,
                                        folder.resolve("data").toString())))) {
            String prod = prefix("v1.0", "0000-1", "Prod_ML");
            String other = prefix("v2.0", "0000-2", "prod-ml");
            String run = run(clew, prod);
            String get = "/api/2.0/mlflow/runs/get?run_id=" + run;
            assertThat(send(clew, "GET", prod + get, "").statusCode()).isEqualTo(200);
            assertThat(
                            send(clew, "GET", prefix("v2.0", "0000-1", "prod_ml") + get, "")
                                    .statusCode())
                    .isEqualTo(200);
            assertThat(send(clew, "GET", get, "").statusCode()).isEqualTo(404);
            assertThat(send(clew, "GET", other + get, "").statusCode()).isEqualTo(404);

            String file = "/api/2.0/mlflow-artifacts/artifacts/0/" + run + "/artifacts/a.txt";
            assertThat(send(clew, "PUT", prod + file, "content").statusCode()).isEqualTo(200);
            assertThat(send(clew, "GET", prod + file, "").body()).isEqualTo("content");
            assertThat(send(clew, "GET", file, "").statusCode()).isEqualTo(404);
            String parts =
                    json(send(
                                    clew,
                                    "POST",
                                    prod + "/api/2.0/mlflow-artifacts/mpu/create/0/x",
                                    "{\"path\":\"b.bin\",\"num_parts\":1}"))
                            .objects("credentials")
                            .getFirst()
                            .text("url");
            assertThat(
                            http.send(
                                            HttpRequest.newBuilder(URI.create(parts))
                                                    .PUT(BodyPublishers.ofString("part"))
                                                    .build(),
                                            BodyHandlers.ofString())
                                    .statusCode())
                    .isEqualTo(200);

            assertThat(resolve(clew, "prod-ml", run)).isEqualTo(200);
            assertThat(resolve(clew, "default", run)).isEqualTo(404);
            String second = run(clew, other);
            assertThat(
                            send(
                                            clew,
                                            "GET",
                                            prod + "/api/2.0/mlflow/runs/get?run_id=" + second,
                                            "")
                                    .statusCode())
                    .isEqualTo(404);
            assertThat(resolve(clew, "prod-ml", second)).isEqualTo(404);
            HttpResponse<String> unknown = send(clew, "GET", prod + "/api/2.0/mlflow/none", "");
            assertThat(unknown.statusCode()).isEqualTo(404);
            assertThat(send(clew, "GET", prefix("v3.0", "0000-1", "prod") + get, "").statusCode())
                    .isEqualTo(404);
        }
    }

    private int resolve(Clew clew, String workspace, String run)
            throws IOException, InterruptedException {
        return send(
                        clew,
                        "GET",
                        "/api/v1/resolve?workspace="
                                + workspace
                                + "&ref=urn:clew:run:mlflow/"
                                + run,
                        "")
                .statusCode();
    }

    private String run(Clew clew, String prefix) throws IOException, InterruptedException {
        HttpResponse<String> made =
                send(
                        clew,
                        "POST",
                        prefix + "/api/2.0/mlflow/runs/create",
                        "{\"experiment_id\":\"0\"}");
        assertThat(made.body()).contains("run_id");
        return json(made).object("run").object("info").text("run_id");
    }

    private static JsonObject json(HttpResponse<String> answer) {
        return Json.readObject(answer.body().getBytes(StandardCharsets.UTF_8));
    }

    private HttpResponse<String> send(Clew clew, String method, String path, String body)
            throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(clew.address().resolve(path))
                        .header("Content-Type", "application/json")
                        .header("Authorization", "Bearer of-azure")
                        .method(method, BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }
}
