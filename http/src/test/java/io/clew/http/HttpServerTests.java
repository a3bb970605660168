package io.clew.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdOutputStream;
import io.clew.model.ClewException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class HttpServerTests {
    private final EchoProtocol echo = new EchoProtocol();
    private final HttpClient client = HttpClient.newHttpClient();
    private HttpServer server = HttpServer.start(HttpServer.Binding.loopback(0), List.of(echo));

    @AfterEach
    void stop() {
        echo.slowMayEnd.countDown();
        client.close();
        server.close();
    }

    @BeforeEach
    void listensOnLoopback() {
        assertThat(server.address().getHost()).isEqualTo("127.0.0.1");
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create(server.address() + path));
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(to(path).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(byte[] body, String... headers) throws Exception {
        HttpRequest.Builder request = to("/echo/body").POST(BodyPublishers.ofByteArray(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        }
        return packed.toByteArray();
    }

    private static String rawGet(String path, String... headers) {
        return "GET %s HTTP/1.1\nHost: localhost\n%s\n"
                .formatted(path, String.join("", List.of(headers)));
    }

    @Test
    void handsTheRawPathToTheHandler() throws Exception {
        assertThat(get("/echo/path/s3%3A%2F%2Fb/x//y/%2e%2e/a;b=c/%C3%A4%2541+").body())
                .isEqualTo(
                        "/echo/path/s3%3A%2F%2Fb/x//y/%2e%2e/a;b=c/%C3%A4%2541+ s3%3A%2F%2Fb s3://b"
                                + " x//y/../a;b=c/ä%41+");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/echo/path/../secret",
                "/echo/path/a/./b/../c",
                "/echo/path/a.b..c/",
                "/echo/path/a/\\..\\b",
                "/echo/path/a/b|c^d`{}\"<>"
            })
    void doesNotNormalizeAPath(String path) throws Exception {
        try (Wire wire = new Wire(server.address())) {
            wire.send(rawGet(path, "Connection: close\n"));
            assertThat(wire.readAll()).startsWith("HTTP/1.1 200").contains(path + " ");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/echo/path/a/%ED%A0%80, rest", "/echo/query?a=%, a", "/echo/query?a=%C3%28, a",
        "/echo/query?%zz=1, query", "/echo/path/%C0%AE/x, one", "/echo/path/a/%u0041, rest"
    })
    void refusesBadEscapesInTheProtocolsShape(String path, String field) throws Exception {
        try (Wire wire = new Wire(server.address())) {
            wire.send(rawGet(path, "Connection: close\n"));
            assertThat(wire.readAll())
                    .startsWith("HTTP/1.1 400")
                    .contains("\"code\":\"INVALID_PARAMETER\"")
                    .contains("\"field\":\"" + field + "\"");
        }
    }

    @Test
    void readsRepeatedParametersInOrder() throws Exception {
        assertThat(get("/echo/query?a=1&b=x+y%2B&a=2&c").body())
                .isEqualTo("{a=[1, 2], b=[x y+], c=[]}");
    }

    @Test
    void leavesUnknownPathsAndMethodsToTheProtocol() throws Exception {
        assertThat(get("/echo/nothing").statusCode()).isEqualTo(404);
        HttpResponse<String> wrongMethod =
                client.send(to("/echo/query").DELETE().build(), BodyHandlers.ofString());
        assertThat(wrongMethod.statusCode()).isEqualTo(405);
        assertThat(wrongMethod.body()).isEqualTo("[GET, HEAD]");
        assertThat(get("/elsewhere").statusCode()).isEqualTo(404);
        assertThat(
                        client.send(
                                        to("/echo/query")
                                                .method("BREW", BodyPublishers.noBody())
                                                .build(),
                                        BodyHandlers.ofString())
                                .statusCode())
                .isEqualTo(405);
    }

    @Test
    void answersHeadLikeGetWithoutTheBody() throws Exception {
        HttpResponse<String> head =
                client.send(to("/echo/query?a=1").HEAD().build(), BodyHandlers.ofString());
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.headers().firstValueAsLong("Content-Length")).hasValue(7);
        try (Wire wire = new Wire(server.address())) {
            wire.send(rawGet("/echo/many/10", "Connection: close\n").replaceFirst("GET", "HEAD"));
            assertThat(wire.readAll()).startsWith("HTTP/1.1 200").endsWith("\r\n\r\n");
        }
    }

    @Test
    void saysWhoCalls() throws Exception {
        assertThat(get("/echo/caller").body()).isEqualTo("Caller[null from 127.0.0.1] null");
        HttpResponse<String> basic =
                client.send(
                        to("/echo/caller").header("Authorization", "Basic YW5uYTpwYXNz").build(),
                        BodyHandlers.ofString());
        assertThat(basic.body()).isEqualTo("Caller[anna from 127.0.0.1] null");
        HttpResponse<String> bearer =
                client.send(
                        to("/echo/caller").header("Authorization", "bearer abc").build(),
                        BodyHandlers.ofString());
        assertThat(bearer.body()).isEqualTo("Caller[null from 127.0.0.1] abc");
        HttpResponse<String> junk =
                client.send(
                        to("/echo/caller").header("Authorization", "Basic %%%").build(),
                        BodyHandlers.ofString());
        assertThat(junk.body()).isEqualTo("Caller[null from 127.0.0.1] null");
    }

    @Test
    void readsBodiesUpToTheLimit() throws Exception {
        byte[] most = "x".repeat((int) EchoProtocol.BODY_BYTES_MAX).getBytes(UTF_8);
        assertThat(post(most).body()).hasSize(most.length);
        assertThat(post(gzip(most), "Content-Encoding", "gzip").body()).hasSize(most.length);
        assertThat(post(new byte[0]).body()).isEmpty();
    }

    @Test
    void refusesLongerBodiesAndStillTakesThemIn() throws Exception {
        byte[] over = new byte[(int) EchoProtocol.BODY_BYTES_MAX + 1];
        assertThat(post(over).statusCode()).isEqualTo(413);
        byte[] muchOver = new byte[20 << 20];
        assertThat(post(muchOver).statusCode()).isEqualTo(413);
        HttpRequest chunked =
                to("/echo/body")
                        .POST(BodyPublishers.fromPublisher(BodyPublishers.ofByteArray(muchOver)))
                        .build();
        HttpResponse<String> refused = client.send(chunked, BodyHandlers.ofString());
        assertThat(refused.statusCode()).isEqualTo(413);
        assertThat(refused.body())
                .contains("LIMIT_EXCEEDED")
                .contains("longer than the 100000 bytes that are accepted here");
    }

    @Test
    void keepsTheConnectionAfterALongBodyForTheNextRequest() throws Exception {
        byte[] over = new byte[300 << 10];
        for (int i = 0; i < 100; i++) {
            assertThat(post(over).statusCode()).isEqualTo(413);
            assertThat(post("next".getBytes(UTF_8)).body()).isEqualTo("next");
        }
    }

    @Test
    void countsUnpackedBytesOfGzip() throws Exception {
        byte[] bomb = gzip(new byte[50 << 20]);
        assertThat(bomb.length).isLessThan((int) EchoProtocol.BODY_BYTES_MAX);
        assertThat(post(bomb, "Content-Encoding", "gzip").statusCode()).isEqualTo(413);
    }

    @Test
    void refusesBrokenAndUnknownEncodings() throws Exception {
        byte[] whole = gzip("hello hello hello".getBytes(UTF_8));
        byte[] half = java.util.Arrays.copyOf(whole, whole.length / 2);
        for (byte[] broken : List.of(half, "plain".getBytes(UTF_8), new byte[0])) {
            HttpResponse<String> answer = post(broken, "Content-Encoding", "gzip");
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).contains("The body is not valid gzip");
        }
        HttpResponse<String> unknown = post(whole, "Content-Encoding", "br");
        assertThat(unknown.statusCode()).isEqualTo(400);
        assertThat(unknown.body()).contains("Content-Encoding must be gzip, zstd");
    }

    @Test
    void unpacksZstd() throws Exception {
        byte[] most = "x".repeat((int) EchoProtocol.BODY_BYTES_MAX).getBytes(UTF_8);
        assertThat(post(Zstd.compress(most), "Content-Encoding", "zstd").body())
                .hasSize(most.length);
        byte[] bomb = Zstd.compress(new byte[50 << 20]);
        assertThat(bomb.length).isLessThan((int) EchoProtocol.BODY_BYTES_MAX);
        assertThat(post(bomb, "Content-Encoding", "zstd").statusCode()).isEqualTo(413);
    }

    @Test
    void refusesBrokenZstdAndWindowsThatTakeMuchMemory() throws Exception {
        byte[] whole = Zstd.compress("hello hello hello".getBytes(UTF_8));
        byte[] half = java.util.Arrays.copyOf(whole, whole.length / 2);
        for (byte[] broken : List.of(half, "plain".getBytes(UTF_8), wideZstd())) {
            HttpResponse<String> answer = post(broken, "Content-Encoding", "zstd");
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).contains("The body is not valid zstd");
        }
    }

    /** A frame that asks its reader for 128 MB before its first byte. */
    private static byte[] wideZstd() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (ZstdOutputStream out = new ZstdOutputStream(packed)) {
            out.setLong(27);
            out.write("hello".getBytes(UTF_8));
            out.flush();
            out.write("hello".getBytes(UTF_8));
        }
        return packed.toByteArray();
    }

    @Test
    void streamsUploadsOfAnySize() throws Exception {
        long length = 200L << 20;
        HttpRequest request =
                to("/echo/upload")
                        .PUT(
                                BodyPublishers.ofByteArrays(
                                        java.util.Collections.nCopies(200, new byte[1 << 20])))
                        .build();
        assertThat(client.send(request, BodyHandlers.ofString()).body()).isEqualTo("-1 " + length);
        assertThat(
                        client.send(
                                        to("/echo/upload")
                                                .PUT(BodyPublishers.ofByteArray(new byte[5]))
                                                .build(),
                                        BodyHandlers.ofString())
                                .body())
                .isEqualTo("5 5");
    }

    @Test
    void tellsTheHandlerThatAnUploadWasCutOff() throws Exception {
        Wire wire = new Wire(server.address());
        wire.send("PUT /echo/upload HTTP/1.1\nHost: localhost\nContent-Length: 100\n\nabc");
        wire.reset();
        assertThatThrownBy(() -> echo.upload.get(20, TimeUnit.SECONDS))
                .hasCauseInstanceOf(IOException.class);
    }

    @Test
    void refusesABodyThatEndsEarly() throws Exception {
        for (String start :
                List.of(
                        "Content-Length: 100\n\nabc",
                        "Transfer-Encoding: chunked\n\n5\nabc",
                        "Transfer-Encoding: chunked\n\n3\nabc\n")) {
            echo.upload = new CompletableFuture<>();
            try (Wire wire = new Wire(server.address())) {
                wire.send("PUT /echo/upload HTTP/1.1\nHost: localhost\n" + start).endOutput();
                assertThat(wire.readAll()).startsWith("HTTP/1.1 400");
            }
            assertThat(echo.upload).isCompletedExceptionally();
        }
    }

    @Test
    void sendsPartOfAFileAndKeepsItFromRunningAsOurPage(@TempDir Path folder) throws Exception {
        echo.file = Files.writeString(folder.resolve("f"), "0123456789");
        HttpResponse<String> answer = get("/echo/file");
        assertThat(answer.body()).isEqualTo("23456");
        assertThat(answer.headers().firstValue("Content-Length")).hasValue("5");
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("sandbox")
                .contains("frame-ancestors 'none'");
        assertThat(answer.headers().map())
                .doesNotContainKeys("server", "access-control-allow-origin");
    }

    @Test
    void answersInternalWhenAFileIsGone() throws Exception {
        HttpResponse<String> answer = get("/echo/file");
        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).contains("INTERNAL").doesNotContain("missing");
    }

    @Test
    void streamsAnswers() throws Exception {
        assertThat(get("/echo/many/200000").body()).endsWith("\n199999\n");
        assertThat(get("/echo/many/0").body()).isEmpty();
    }

    @Test
    void keepsDefectsToItself() throws Exception {
        for (String path : List.of("/echo/defect", "/echo/unmade")) {
            HttpResponse<String> answer = get(path);
            assertThat(answer.statusCode()).isEqualTo(500);
            assertThat(answer.body())
                    .contains("INTERNAL")
                    .containsPattern("under the id [0-9a-f]{8}")
                    .doesNotContain("of the server", "Exception");
        }
    }

    @Test
    void breaksAnAnswerThatFailsHalfway() {
        assertThatThrownBy(() -> get("/echo/half")).isInstanceOf(IOException.class);
    }

    @Test
    void survivesAClientThatLeavesWhileItIsAnswered() throws Exception {
        for (int i = 0; i < 20; i++) {
            Wire wire = new Wire(server.address());
            wire.send(rawGet("/echo/many/3000000"));
            wire.readUntil("\n1000\n");
            wire.reset();
        }
        assertThat(get("/echo/query").statusCode()).isEqualTo(200);
    }

    @Test
    void answersPipelinedRequestsInOrder() throws Exception {
        try (Wire wire = new Wire(server.address())) {
            wire.send(
                    rawGet("/echo/query?a=1")
                            + "POST /echo/body HTTP/1.1\nHost: localhost\nContent-Length: 5\n\nhello"
                            + rawGet("/echo/defect")
                            + rawGet("/echo/query?a=2", "Connection: close\n"));
            assertThat(wire.readAll())
                    .containsSubsequence("{a=[1]}", "hello", "HTTP/1.1 500", "{a=[2]}");
        }
    }

    @Test
    void asksForABodyThatWaitsToBeAskedFor() throws Exception {
        try (Wire wire = new Wire(server.address())) {
            wire.send(
                    "POST /echo/body HTTP/1.1\nHost: localhost\nContent-Length: 5\nExpect:"
                            + " 100-continue\nConnection: close\n\n");
            assertThat(wire.readUntil("\r\n\r\n")).startsWith("HTTP/1.1 100");
            wire.send("hello");
            assertThat(wire.readAll()).startsWith("HTTP/1.1 200").endsWith("hello");
        }
        try (Wire wire = new Wire(server.address())) {
            wire.send(
                    "POST /echo/body HTTP/1.1\nHost: localhost\nContent-Length: 5000000\nExpect:"
                            + " 100-continue\n\n");
            assertThat(wire.readAll()).startsWith("HTTP/1.1 413");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET /echo/query HTTP/1.1\\n\\n | 400",
                "GET /echo/query HTTP/1.1\\nHost: a\\nHost: b\\n\\n | 400",
                "GET /echo/query HTTP/9.9\\nHost: localhost\\n\\n | 505",
                "BROKEN\\n\\n | 400",
                "GET /echo/query HTTP/1.1\\nHost: localhost\\nBad Header\\n\\n | 400",
                "POST /echo/body HTTP/1.1\\nHost: localhost\\nContent-Length: -5\\n\\n | 400",
                "POST /echo/body HTTP/1.1\\nHost: localhost\\nContent-Length: x\\n\\n | 400",
                "POST /echo/body HTTP/1.1\\nHost: localhost\\nContent-Length: 1\\nTransfer-Encoding: chunked\\n\\n | 400",
                "POST /echo/body HTTP/1.1\\nHost: localhost\\nTransfer-Encoding: chunked\\n\\nzz\\n | 400",
                "GET /echo/path/%/x HTTP/1.1\\nHost: localhost\\n\\n | 400",
                "GET /echo/path/%zz/x HTTP/1.1\\nHost: localhost\\n\\n | 400",
                "GET /echo/path/a/%00 HTTP/1.1\\nHost: localhost\\n\\n | 400",
                "GET /echo/\u0000 HTTP/1.1\\nHost: localhost\\n\\n | 400",
                "OPTIONS * HTTP/1.1\\nHost: localhost\\nConnection: close\\n\\n | 404",
                "CONNECT localhost:80 HTTP/1.1\\nHost: localhost\\n\\n | 405",
            })
    void answersWhatIsNoRequest(String request, int status) throws Exception {
        try (Wire wire = new Wire(server.address())) {
            wire.send(request.replace("\\n", "\n"));
            assertThat(wire.readAll())
                    .startsWith("HTTP/1.1 " + status)
                    .doesNotContainIgnoringCase("jetty")
                    .doesNotContainIgnoringCase("<html");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET /echo/path/%/x HTTP/1.1\\nHost: localhost\\n\\n | 400",
                "GET /echo/path/a/%00 HTTP/1.1\\nHost: localhost\\n\\n | 400",
                "GET /echo/path/%C3%28/x HTTP/1.1\\nHost: localhost\\nConnection: close\\n\\n | 400",
                "GET /echo/path/%F8%A1%A1%A1/x HTTP/1.1\\nHost: localhost\\nConnection: close\\n\\n | 400",
                "GET /echo/../echo/query HTTP/1.1\\nHost: a\\nHost: b\\n\\n | 400",
                "GET /echo/query HTTP/1.1\\n\\n | 400",
                "GET /echo/query HTTP/1.1\\nHost: localhost\\nBad Header\\n\\n | 400",
                "BREW /echo/query HTTP/1.1\\nHost: localhost\\n\\n | 405",
                "POST /echo/body HTTP/1.1\\nHost: localhost\\nContent-Length: -5\\n\\n | 400",
            })
    void answersWhatIsNoRequestInTheFormOfItsProtocol(String request, int status) throws Exception {
        try (Wire wire = new Wire(server.address())) {
            wire.send(request.replace("\\n", "\n"));
            assertThat(wire.readAll())
                    .startsWith("HTTP/1.1 " + status)
                    .containsIgnoringCase("Content-Type: application/json")
                    .contains("{\"code\":\"INVALID_PARAMETER\",\"message\":\"");
        }
    }

    @Test
    void refusesHeadersOverTheirLimit() throws Exception {
        try (Wire wire = new Wire(server.address())) {
            wire.send(rawGet("/echo/query", "X-Long: " + "x".repeat(140_000) + "\n"));
            assertThat(wire.readAll())
                    .startsWith("HTTP/1.1 431")
                    .contains("\"code\":\"LIMIT_EXCEEDED\"");
        }
        try (Wire wire = new Wire(server.address())) {
            wire.send(rawGet("/echo/query?a=" + "x".repeat(70_000)));
            assertThat(wire.readAll())
                    .startsWith("HTTP/1.1 414")
                    .contains("\"code\":\"LIMIT_EXCEEDED\"");
        }
        try (Wire wire = new Wire(server.address())) {
            wire.send(rawGet("/echo/query?a=" + "x".repeat(140_000)));
            assertThat(wire.readAll()).startsWith("HTTP/1.1 414");
        }
        assertThat(get("/echo/query?a=" + "x".repeat(50_000)).statusCode()).isEqualTo(200);
    }

    @Test
    void letsRequestsInFlightEndWhenItStops() throws Exception {
        CompletableFuture<HttpResponse<String>> slow =
                client.sendAsync(to("/echo/slow").build(), BodyHandlers.ofString());
        echo.slowBegun.await();
        CompletableFuture<Void> stopped = CompletableFuture.runAsync(server::close);
        assertThat(stopped).isNotDone();
        echo.slowMayEnd.countDown();
        assertThat(slow.get(20, TimeUnit.SECONDS).body()).isEqualTo("slow");
        stopped.get(20, TimeUnit.SECONDS);
        assertThatThrownBy(() -> get("/echo/query")).isInstanceOf(IOException.class);
    }

    @Test
    void saysThatAPortIsTaken() {
        int port = server.address().getPort();
        assertThatThrownBy(() -> HttpServer.start(HttpServer.Binding.loopback(port), List.of()))
                .isInstanceOf(ClewException.class)
                .hasMessageStartingWith("Cannot listen on 127.0.0.1 port " + port)
                .hasMessageContaining("--port");
    }
}
