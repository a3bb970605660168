package io.clew.protocol.mlflow.artifacts;

import static org.assertj.core.api.Assertions.assertThat;

import io.clew.http.json.JsonObject;
import io.clew.protocol.mlflow.Cases;
import io.clew.protocol.mlflow.MlflowServer;
import io.clew.protocol.mlflow.MlflowServer.Answer;
import io.clew.store.testing.TestDatabase;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What uploads in parts must do on every database. */
abstract class MultipartContractTests {
    private static final String MPU = "/api/2.0/mlflow-artifacts/mpu/";
    private static final String PROXY = "/api/2.0/mlflow-artifacts/artifacts/";

    @TempDir Path folder;
    private MlflowServer server;

    abstract TestDatabase newDatabase();

    @BeforeEach
    void start() {
        server = MlflowServer.start(newDatabase(), folder);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Answer call(String call, String json) {
        return server.send("POST", MPU + call, json.replace('\'', '"'));
    }

    private JsonObject create(int parts) {
        Answer answer =
                call("create/dir", "{'path':'/home/ann/big.bin','num_parts':" + parts + "}");
        assertThat(answer.status()).isEqualTo(200);
        return answer.json();
    }

    /** Sends a part as the client does: to the address it was given, without credentials. */
    private String putPart(JsonObject upload, int part, String content) {
        URI address = URI.create(upload.objects("credentials").get(part - 1).text("url"));
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> answer =
                    client.send(
                            HttpRequest.newBuilder(address)
                                    .PUT(HttpRequest.BodyPublishers.ofString(content))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(200);
            return answer.headers().firstValue("ETag").orElseThrow();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private Answer complete(String call, JsonObject upload, List<String> etags) {
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < etags.size(); i++) {
            parts.add(
                    "{\"part_number\":%d,\"etag\":%s}"
                            .formatted(i + 1, "\"" + etags.get(i).replace("\"", "\\\"") + "\""));
        }
        return server.send(
                "POST",
                MPU + call,
                "{\"path\":\"/home/ann/big.bin\",\"upload_id\":\"%s\",\"parts\":[%s]}"
                        .formatted(upload.text("upload_id"), String.join(",", parts)));
    }

    @Test
    void partsInAnyOrderBecomeOneFile() {
        JsonObject upload = create(3);
        assertThat(upload.objects("credentials"))
                .extracting(c -> c.integer("part_number"))
                .containsExactly(1L, 2L, 3L);
        String third = putPart(upload, 3, "c");
        String first = putPart(upload, 1, "a");
        String second = putPart(upload, 2, "b");
        assertThat(server.send("GET", PROXY + "dir/big.bin", "").status()).isEqualTo(404);
        assertThat(complete("complete/dir", upload, List.of(first, second, third)).text())
                .isEqualTo("{}");
        assertThat(server.send("GET", PROXY + "dir/big.bin", "").text()).isEqualTo("abc");
        assertThat(server.log())
                .extracting(entry -> entry.operation())
                .contains("artifacts/put", "artifacts/complete-upload");
    }

    @Test
    void aPartMayBeSentAgain() {
        JsonObject upload = create(1);
        putPart(upload, 1, "old");
        String etag = putPart(upload, 1, "new");
        complete("complete/dir", upload, List.of(etag));
        assertThat(server.send("GET", PROXY + "dir/big.bin", "").text()).isEqualTo("new");
    }

    @Test
    void anUploadThatLacksAPartIsNotCompleted() {
        JsonObject upload = create(2);
        String first = putPart(upload, 1, "a");
        assertThat(complete("complete/dir", upload, List.of(first)).status()).isEqualTo(400);
        assertThat(complete("complete/dir", upload, List.of(first, "\"x\"")).status())
                .isEqualTo(400);
        putPart(upload, 2, "b");
        assertThat(complete("complete/dir", upload, List.of(first, "\"x\"")).status())
                .isEqualTo(400);
        assertThat(server.send("GET", PROXY + "dir/big.bin", "").status()).isEqualTo(404);
    }

    @Test
    void anAbortedOrUnknownUploadTakesNothing() {
        JsonObject upload = create(1);
        String etag = putPart(upload, 1, "a");
        String abort = "{'path':'big.bin','upload_id':'" + upload.text("upload_id") + "'}";
        assertThat(call("abort/dir", abort).text()).isEqualTo("{}");
        assertThat(call("abort/dir", abort).status()).isEqualTo(404);
        assertThat(complete("complete/dir", upload, List.of(etag)).status()).isEqualTo(404);
        String part = URI.create(upload.objects("credentials").getFirst().text("url")).getPath();
        assertThat(server.send("PUT", part, "x").status()).isEqualTo(404);
    }

    @Test
    void anUploadIsToOnePathOnly() {
        JsonObject upload = create(1);
        String etag = putPart(upload, 1, "a");
        assertThat(complete("complete/other", upload, List.of(etag)).status()).isEqualTo(400);
        String part = URI.create(upload.objects("credentials").getFirst().text("url")).getPath();
        assertThat(server.send("PUT", part.replaceFirst("/1$", "/2"), "x").status()).isEqualTo(400);
        assertThat(server.send("PUT", part.replaceFirst("/1$", "/x"), "x").status()).isEqualTo(400);
    }

    @Test
    void badUploadsAreRefused() {
        Cases.each(
                List.of(
                        "{}",
                        "{'path':'','num_parts':1}",
                        "{'path':'/a/..','num_parts':1}",
                        "{'path':'/a/','num_parts':1}",
                        "{'path':'a','num_parts':0}",
                        "{'path':'a','num_parts':-1}",
                        "{'path':'a','num_parts':10001}",
                        "{'path':'a','num_parts':'x'}"),
                json -> {
                    int entries = server.log().size();
                    Answer answer = call("create/dir", json);
                    assertThat(answer.status()).isEqualTo(400);
                    assertThat(answer.errorCode()).isEqualTo("INVALID_PARAMETER_VALUE");
                    assertThat(server.log()).hasSize(entries);
                });
    }

    @Test
    void thePathOfAnUploadMayNotLeadElsewhere() {
        for (String path : List.of("create/..%2fx", "create/%252e%252e", "create//etc")) {
            assertThat(call(path, "{'path':'a','num_parts':1}").status()).isEqualTo(400);
        }
    }

    @Test
    void aWindowsClientsFileKeepsItsName() {
        Answer answer =
                server.send(
                        "POST",
                        MPU + "create/dir",
                        "{\"path\":\"C:\\\\ann\\\\w.bin\",\"num_parts\":1}");
        JsonObject upload = answer.json();
        String etag = putPart(upload, 1, "w").replace("\"", "\\\"");
        server.send(
                "POST",
                MPU + "complete/dir",
                "{\"path\":\"C:\\\\ann\\\\w.bin\",\"upload_id\":\"%s\",\"parts\":[{\"part_number\":1,\"etag\":\"%s\"}]}"
                        .formatted(upload.text("upload_id"), etag));
        assertThat(server.send("GET", PROXY + "dir/w.bin", "").text()).isEqualTo("w");
    }
}
