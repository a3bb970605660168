package io.clew.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clew.model.ClewException;
import io.clew.s3.testing.S3Server;
import io.clew.server.backup.Backup;
import io.clew.server.backup.Restore;
import io.clew.server.check.StoreCheck;
import io.clew.server.config.Config;
import io.clew.server.config.Setting;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import software.amazon.awssdk.core.sync.RequestBody;

/** A server whose artifacts are in S3, set up as its users do: by AWS's own settings. */
@Isolated("sets system properties")
class ArtifactsInS3Tests {
    private static final String FILE = "/api/2.0/mlflow-artifacts/artifacts/0/a.txt";

    /** What Python makes of a {@code _graph_info}: start is followed by end. */
    private static final String GRAPH =
            "80049579000000000000007d94288c057374657073947d94288c057374617274947d948c046e657874945d"
                    + "948c03656e6494617368077d9468055d9473758c0a706172616d6574657273945d948c0a646563"
                    + "6f7261746f7273945d947d948c03656e76947d948c0476617273947d948c024442948c0768756e"
                    + "746572329473737361752e";

    @TempDir Path folder;
    private final S3Server s3 = S3Server.start();
    private final String bucket = s3.newBucket();
    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeEach
    void settings() {
        System.setProperty("aws.endpointUrlS3", s3.address().toString());
        System.setProperty("aws.accessKeyId", S3Server.ACCESS_KEY);
        System.setProperty("aws.secretAccessKey", S3Server.SECRET_KEY);
    }

    @AfterEach
    void stop() {
        for (String name : List.of("aws.endpointUrlS3", "aws.accessKeyId", "aws.secretAccessKey")) {
            System.clearProperty(name);
        }
        http.close();
        s3.close();
    }

    private Config config(String data) {
        Map<Setting, String> flags = new EnumMap<>(Setting.class);
        flags.put(Setting.PORT, "0");
        flags.put(Setting.DATA, folder.resolve(data).toString());
        flags.put(Setting.ARTIFACTS, "s3://" + bucket + "/clew");
        flags.put(Setting.ARTIFACTS_IN_PLACE, "s3://" + bucket + "/mlflow");
        return Config.of(flags);
    }

    @Test
    void filesGoToS3AndComeBackAlsoByABackup() throws Exception {
        try (Clew clew = Clew.start(config("one"))) {
            assertThat(send(clew, "PUT", FILE, "content").statusCode()).isEqualTo(200);
            assertThat(send(clew, "GET", FILE, "").body()).isEqualTo("content");
            filesOfAnotherServerAreServedInPlace(clew);
            theGraphThatAFlowDeclaresIsRead(clew);
        }
        assertThat(folder.resolve("one/artifacts")).doesNotExist();
        assertThatThrownBy(() -> Clew.start(config("two")))
                .isInstanceOf(ClewException.class)
                .hasMessageContaining("s3://" + bucket + "/clew belongs to another Clew database");
        assertThat(StoreCheck.of(config("one"), true, List.of(), part -> {}).isSound()).isTrue();
        theBackupHasTheBytes();
    }

    @Test
    void s3ThatIsDownIsSaidAndTriedAgain() throws Exception {
        try (Clew clew = Clew.start(config("one"))) {
            assertThat(send(clew, "PUT", FILE, "content").statusCode()).isEqualTo(200);
            s3.stop();
            for (String method : List.of("GET", "PUT")) {
                HttpResponse<String> answer = send(clew, method, FILE, "other");
                assertThat(answer.statusCode()).isEqualTo(503);
                assertThat(answer.headers().firstValue("Retry-After")).isPresent();
                assertThat(answer.body())
                        .contains("TEMPORARILY_UNAVAILABLE")
                        .contains("S3 cannot be reached");
            }
        }
        assertThatThrownBy(() -> Clew.start(config("one")))
                .isInstanceOf(ClewException.class)
                .hasMessageContaining("S3 cannot be reached");
    }

    private void theBackupHasTheBytes() throws Exception {
        Path backup = folder.resolve("backup.zip");
        assertThat(Backup.make(config("one"), backup, (done, all) -> {}).artifacts()).isEqualTo(1);
        s3.client()
                .listObjectsV2(request -> request.bucket(bucket))
                .contents()
                .forEach(
                        object ->
                                s3.client()
                                        .deleteObject(
                                                request ->
                                                        request.bucket(bucket).key(object.key())));
        Restore.run(config("restored"), backup, (done, all) -> {});
        try (Clew clew = Clew.start(config("restored"))) {
            assertThat(send(clew, "GET", FILE, "").body()).isEqualTo("content");
        }
    }

    private void filesOfAnotherServerAreServedInPlace(Clew clew) throws Exception {
        String experiment =
                text(
                        post(
                                clew,
                                "experiments/create",
                                "{'name':'x','artifact_location':'s3://%s/mlflow/m'}"
                                        .formatted(bucket)),
                        "experiment_id");
        String run =
                text(post(clew, "runs/create", "{'experiment_id':'" + experiment + "'}"), "run_id");
        for (String name : List.of("a.txt", "a/b.txt", "a-c.txt")) {
            s3.client()
                    .putObject(
                            request ->
                                    request.bucket(bucket)
                                            .key("mlflow/m/" + run + "/artifacts/" + name),
                            RequestBody.fromString("of " + name));
        }
        String list = "/api/2.0/mlflow/artifacts/list?run_id=" + run;
        assertThat(send(clew, "GET", list, "").body())
                .contains("a-c.txt", "a.txt", "\"path\":\"a\"");
        assertThat(send(clew, "GET", list + "&path=a", "").body()).contains("a/b.txt");
        String get = "/get-artifact?run_id=" + run + "&path=";
        assertThat(send(clew, "GET", get + "a/b.txt", "").body()).isEqualTo("of a/b.txt");
        assertThat(send(clew, "GET", get + "none", "").statusCode()).isEqualTo(404);
    }

    private void theGraphThatAFlowDeclaresIsRead(Clew clew) throws Exception {
        byte[] graph = HexFormat.of().parseHex(GRAPH);
        String sha = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(graph));
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(graph);
        }
        String key = "mlflow/metaflow/F/data/" + sha.substring(0, 2) + "/" + sha;
        s3.client()
                .putObject(
                        request -> request.bucket(bucket).key(key),
                        RequestBody.fromBytes(packed.toByteArray()));
        String run = "/metaflow/flows/F/runs/r";
        send(clew, "POST", "/metaflow/flows/F", "{}");
        send(clew, "POST", "/metaflow/flows/F/run", "{\"run_number\":\"r\"}");
        for (String step : List.of("_parameters", "start", "end")) {
            String of = run + "/steps/" + step;
            send(clew, "POST", of + "/step", "{}");
            send(clew, "POST", of + "/task", "{\"task_id\":\"t\"}");
            if (step.equals("_parameters")) {
                send(
                        clew,
                        "POST",
                        of + "/tasks/t/artifact",
                        "[{'name':'_graph_info','sha':'%s','location':':root:s3://%s/mlflow/metaflow','ds_type':'s3'}]"
                                .formatted(sha, bucket)
                                .replace('\'', '"'));
            }
            send(
                    clew,
                    "POST",
                    of + "/tasks/t/metadata",
                    "[{'field_name':'attempt','value':'0','type':'x'}]".replace('\'', '"'));
        }
        assertThat(send(clew, "GET", "/api/v1/lineage?of=F/r/end/t", "").body())
                .contains("\"source\":\"_graph_info\"")
                .doesNotContain("step-order");
    }

    private HttpResponse<String> post(Clew clew, String call, String json)
            throws IOException, InterruptedException {
        return send(clew, "POST", "/api/2.0/mlflow/" + call, json.replace('\'', '"'));
    }

    private static String text(HttpResponse<String> answer, String name) {
        String body = answer.body();
        String mark = "\"" + name + "\":\"";
        int from = body.indexOf(mark) + mark.length();
        return body.substring(from, body.indexOf('"', from));
    }

    private HttpResponse<String> send(Clew clew, String method, String path, String body)
            throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(clew.address().resolve(path))
                        .header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }
}
