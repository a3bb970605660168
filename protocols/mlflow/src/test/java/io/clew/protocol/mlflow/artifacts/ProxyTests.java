package io.clew.protocol.mlflow.artifacts;

import static org.assertj.core.api.Assertions.assertThat;

import io.clew.http.json.Json;
import io.clew.http.json.JsonObject;
import io.clew.protocol.mlflow.MlflowServer;
import io.clew.protocol.mlflow.MlflowServer.Answer;
import io.clew.protocol.mlflow.Said;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProxyTests {
    private static final String PROXY = "/api/2.0/mlflow-artifacts/artifacts";

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

    private Answer put(String path, String content) {
        return server.send("PUT", PROXY + "/" + path, content, "Content-Type", "text/plain");
    }

    private Answer get(String path) {
        return server.send("GET", PROXY + "/" + path, "");
    }

    private List<String> list(String path) {
        Answer answer = server.send("GET", PROXY + "?path=" + path, "");
        assertThat(answer.status()).isEqualTo(200);
        return answer.json().objects("files").stream()
                .map(
                        file ->
                                file.text("path")
                                        + (file.bool("is_dir")
                                                ? "/"
                                                : " " + file.integer("file_size")))
                .toList();
    }

    private HttpResponse<byte[]> raw(String method, String path) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create(server.address() + path))
                            .method(method, HttpRequest.BodyPublishers.noBody())
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
        }
    }

    @Test
    void keepsNoByteOfAnUploadThatItRefuses() throws IOException {
        put("7/a", "a file");
        long kept = storedFiles();
        assertThat(put("7", "no folder").status()).isEqualTo(400);
        assertThat(put("7/a/b", "no file").status()).isEqualTo(400);
        assertThat(
                        server.send(
                                        "PUT",
                                        PROXY + "/7/c",
                                        "elsewhere",
                                        "X-MLFLOW-WORKSPACE",
                                        "nowhere")
                                .status())
                .isEqualTo(404);
        assertThat(storedFiles()).isEqualTo(kept);
    }

    private long storedFiles() throws IOException {
        try (Stream<Path> all = Files.walk(folder.resolve("blobs"))) {
            return all.filter(Files::isRegularFile).count();
        }
    }

    @Test
    void whatIsPutCanBeListedReadAndDeleted() {
        assertThat(put("a.txt", "0").text()).isEqualTo("{}");
        put("dir/b.txt", "11");
        put("dir/sub/c.txt", "222");
        assertThat(get("a.txt").text()).isEqualTo("0");
        assertThat(get("dir/sub/c.txt").text()).isEqualTo("222");
        assertThat(list("")).containsExactly("a.txt 1", "dir/");
        assertThat(list("dir")).containsExactly("b.txt 2", "sub/");
        assertThat(list("dir/")).containsExactly("b.txt 2", "sub/");
        assertThat(list("dir/.")).containsExactly("b.txt 2", "sub/");
        assertThat(server.send("GET", PROXY, "").json().objects("files")).hasSize(2);
        assertThat(server.send("DELETE", PROXY + "/dir/sub", "").text()).isEqualTo("{}");
        assertThat(list("dir")).containsExactly("b.txt 2");
        assertThat(get("dir/sub/c.txt").status()).isEqualTo(404);
        assertThat(server.send("DELETE", PROXY + "/dir/b.txt", "").status()).isEqualTo(200);
        assertThat(list("dir")).isEmpty();
    }

    @Test
    void listsNothingOfWhatIsNoFolder() {
        put("a.txt", "0");
        assertThat(server.send("GET", PROXY + "?path=a.txt", "").text()).isEqualTo("{}");
        assertThat(server.send("GET", PROXY + "?path=nowhere", "").text()).isEqualTo("{}");
    }

    @Test
    void everyCallAnswersBelowAjaxToo() {
        put("a.txt", "0");
        assertThat(server.send("GET", "/ajax-api/2.0/mlflow-artifacts/artifacts/a.txt", "").text())
                .isEqualTo("0");
    }

    @Test
    void sendsAFileWithItsLengthAsAnAttachment() throws Exception {
        byte[] content = new byte[3_000_000];
        long seed = System.nanoTime();
        new Random(seed).nextBytes(content);
        server.send("PUT", PROXY + "/big%20file.bin", content);
        HttpResponse<byte[]> got = raw("GET", PROXY + "/big%20file.bin");
        assertThat(got.body()).as("seed %d", seed).isEqualTo(content);
        assertThat(got.headers().firstValueAsLong("Content-Length")).hasValue(content.length);
        assertThat(got.headers().firstValue("Content-Type")).hasValue("application/octet-stream");
        assertThat(got.headers().firstValue("Content-Disposition"))
                .hasValue("attachment; filename=\"big file.bin\"");
        assertThat(got.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        HttpResponse<byte[]> head = raw("HEAD", PROXY + "/big%20file.bin");
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.headers().firstValueAsLong("Content-Length")).hasValue(content.length);
    }

    @Test
    void anEmptyFileIsAFile() {
        server.send("PUT", PROXY + "/empty", new byte[0]);
        assertThat(list("")).containsExactly("empty 0");
        assertThat(get("empty").status()).isEqualTo(200);
    }

    @Test
    void aMissingFileIsNotFoundAndAFolderIsNoFile() {
        put("dir/a.txt", "0");
        assertThat(get("nowhere").status()).isEqualTo(404);
        assertThat(get("nowhere").errorCode()).isEqualTo("RESOURCE_DOES_NOT_EXIST");
        assertThat(get("dir").status()).isEqualTo(400);
    }

    @Test
    void overwritingReplacesTheBytesAndSaysSo() {
        put("a.txt", "old");
        int entries = server.log().size();
        put("a.txt", "new");
        assertThat(get("a.txt").text()).isEqualTo("new");
        assertThat(Said.after(server, entries))
                .containsExactly(
                        "artifact/a.txt digest=sha256:" + sha256("new"),
                        "artifact/a.txt size-bytes=3");
    }

    @Test
    void puttingTheSameBytesAgainSaysNothingMore() {
        put("a.txt", "same");
        int entries = server.log().size();
        assertThat(put("a.txt", "same").status()).isEqualTo(200);
        assertThat(server.log()).hasSize(entries + 1);
        assertThat(Said.after(server, entries)).isEmpty();
    }

    @Test
    void deletionIsAStateThatEndsWhenTheFileComesBack() {
        put("a.txt", "x");
        int entries = server.log().size();
        server.send("DELETE", PROXY + "/a.txt", "");
        put("a.txt", "x");
        assertThat(Said.after(server, entries))
                .containsExactly(
                        "artifact/a.txt deleted=true",
                        "artifact/a.txt digest=sha256:" + sha256("x"),
                        "artifact/a.txt size-bytes=1",
                        "artifact/a.txt deleted=null");
    }

    @Test
    void aFileAndAFolderCannotHaveOneName() {
        put("dir/a.txt", "0");
        int entries = server.log().size();
        for (Answer answer :
                List.of(put("dir", "x"), put("dir/a.txt/b", "x"), put("dir/a.txt/b/c", "x"))) {
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.errorCode()).isEqualTo("INVALID_PARAMETER_VALUE");
        }
        assertThat(server.log()).hasSize(entries);
        assertThat(list("dir")).containsExactly("a.txt 1");
    }

    @Test
    void theRootAndAFolderAreNoFiles() {
        put("a.txt", "0");
        assertThat(put("", "x").status()).isEqualTo(400);
        assertThat(put("dir/", "x").status()).isEqualTo(400);
        assertThat(put(".", "x").status()).isEqualTo(400);
        assertThat(server.send("DELETE", PROXY + "/", "").status()).isEqualTo(400);
        assertThat(server.send("DELETE", PROXY + "/.", "").status()).isEqualTo(400);
        assertThat(list("")).containsExactly("a.txt 1");
    }

    @Test
    void noPathLeadsElsewhere() throws IOException {
        put("there.txt", "0");
        int entries = server.log().size();
        List<Path> before = files();
        for (String path :
                List.of(
                        "/../x",
                        "/../../../../etc/passwd",
                        "/a/../../x",
                        "/a/..",
                        "/%2e%2e/x",
                        "/%2E%2E%2Fx",
                        "/..%2f..%2fx",
                        "/%252e%252e%252fx",
                        "/%25252e%25252e%25252fx",
                        "/a%2f..%2f..%2fx",
                        "//etc/passwd",
                        "/%2fetc%2fpasswd",
                        "/%252fetc%252fpasswd",
                        "/..\\x",
                        "/..%5cx",
                        "/..%255cx",
                        "/a%5c..%5cx",
                        "/a%00b",
                        "/a%2500b",
                        "/C:/windows/x",
                        "/C%3A/windows/x",
                        "/C%3A%5Cwindows%5Cx",
                        "/file:///etc/passwd",
                        "/file%3A%2F%2F%2Fetc%2Fpasswd",
                        "/a%23b",
                        "/a%0Ab",
                        "/a%ff%fe",
                        "/a%zz",
                        "/%")) {
            for (String method : List.of("PUT", "GET", "DELETE")) {
                assertThat(RawHttp.send(server.address(), method, PROXY + path, "evil"))
                        .as(method)
                        .isEqualTo(400);
            }
            assertThat(
                            RawHttp.send(
                                    server.address(),
                                    "GET",
                                    PROXY + "?path=" + path.substring(1),
                                    ""))
                    .isEqualTo(400);
            assertThat(server.log()).hasSize(entries);
            assertThat(files()).isEqualTo(before);
            assertThat(list("")).containsExactly("there.txt 1");
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(path -> !path.getFileName().toString().startsWith("clew.db"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void anUploadThatIsCutOffLeavesNothing() throws IOException {
        put("dir/a.txt", "old");
        int entries = server.log().size();
        List<Path> before = files();
        for (String framing : List.of("Content-Length: 1000", "Transfer-Encoding: chunked")) {
            String part = framing.startsWith("Content") ? "new" : "3\r\nnew\r\n";
            RawHttp.cutOff(server.address(), PROXY + "/dir/a.txt", framing, part);
            RawHttp.cutOff(server.address(), PROXY + "/dir/b.txt", framing, part);
            assertThat(get("dir/a.txt").text()).isEqualTo("old");
            assertThat(list("dir")).containsExactly("a.txt 3");
            assertThat(server.log()).hasSize(entries);
            assertThat(files()).isEqualTo(before);
        }
    }

    @Test
    void manyUploadsAtOnceAreAllKept() throws Exception {
        int uploads = 64;
        byte[] filler = new byte[200_000];
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Answer>> answers = new ArrayList<>();
            for (int i = 0; i < uploads; i++) {
                byte[] content = filler.clone();
                content[0] = (byte) i;
                String path = PROXY + "/many/" + i;
                answers.add(threads.submit(() -> server.send("PUT", path, content)));
            }
            for (Future<Answer> answer : answers) {
                assertThat(answer.get().status()).isEqualTo(200);
            }
        }
        assertThat(list("many")).hasSize(uploads);
        assertThat(raw("GET", PROXY + "/many/63").body()[0]).isEqualTo((byte) 63);
    }

    @Test
    void readersOfAFileThatIsOverwrittenGetOneOrTheOther() throws Exception {
        String old = "o".repeat(500_000);
        String fresh = "f".repeat(500_000);
        put("a.txt", old);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> reads = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                boolean write = i % 4 == 0;
                String content = i % 8 == 0 ? fresh : old;
                reads.add(
                        threads.submit(
                                () -> {
                                    if (write) {
                                        put("a.txt", content);
                                    }
                                    return get("a.txt").text();
                                }));
            }
            for (Future<String> read : reads) {
                assertThat(read.get()).isIn(old, fresh);
            }
        }
    }

    @Test
    void aHugeFolderIsListedWholeAndDeletedInSeveralWrites() {
        int files = 10_001;
        put("huge/00000", "x");
        server.store()
                .write(
                        db -> {
                            for (int i = 1; i < files; i++) {
                                db.sql(
                                                "INSERT INTO mlflow_artifact (workspace_id, path, parent,"
                                                        + " folder, deleted, sha256, size_bytes,"
                                                        + " changed_ms) VALUES (1, :path, 'huge', 0, 0,"
                                                        + " 'x', 1, 1)")
                                        .bind("path", "huge/%05d".formatted(i))
                                        .update();
                            }
                            return files;
                        });
        assertThat(list("huge"))
                .hasSize(files)
                .doesNotHaveDuplicates()
                .endsWith("%05d 1".formatted(files - 1));
        int entries = server.log().size();
        assertThat(server.send("DELETE", PROXY + "/huge", "").status()).isEqualTo(200);
        assertThat(list("")).isEmpty();
        assertThat(list("huge")).isEmpty();
        assertThat(server.log()).hasSize(entries + 2);
    }

    @Test
    void handsOutNoPresignedUrls() {
        for (Answer answer :
                List.of(
                        server.send("GET", "/api/2.0/mlflow-artifacts/presigned/a.txt", ""),
                        server.post("artifacts/presigned-upload-url", "{'run_id':'r','path':'a'}"),
                        server.post(
                                "artifacts/presigned-download-url", "{'run_id':'r','path':'a'}"))) {
            assertThat(answer.status()).isEqualTo(501);
            assertThat(answer.errorCode()).isEqualTo("NOT_IMPLEMENTED");
        }
    }

    @Test
    void thePutEntryCarriesPathSizeAndDigest() {
        put("dir/a.txt", "x");
        JsonObject payload =
                server.store()
                        .read(
                                db ->
                                        Json.readObject(
                                                db.sql(
                                                                "SELECT payload FROM entry_body ORDER BY position DESC LIMIT 1")
                                                        .first(row -> row.bytes("payload"))
                                                        .orElseThrow()));
        assertThat(payload.text("path")).isEqualTo("dir/a.txt");
        assertThat(payload.text("sha256")).isEqualTo(sha256("x"));
        assertThat(payload.integer("size_bytes")).isEqualTo(1);
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
}
