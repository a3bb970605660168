package io.clew.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clew.model.ClewException;
import io.clew.server.config.Config;
import io.clew.server.config.Setting;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClewTests {
    @TempDir Path folder;

    private Config config(Map<Setting, String> more) {
        Map<Setting, String> flags = new EnumMap<>(Setting.class);
        flags.put(Setting.PORT, "0");
        flags.put(Setting.DATA, folder.resolve("data").toString());
        flags.putAll(more);
        return Config.of(flags);
    }

    private static HttpResponse<String> get(URI address, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address);
        if (headers.length > 0) {
            request.headers(headers);
        }
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request.build(), BodyHandlers.ofString());
        }
    }

    @Test
    void answersUntilItIsClosedAndStartsAgainOnTheSameFolder() throws Exception {
        for (int start = 0; start < 2; start++) {
            try (Clew clew = Clew.start(config(Map.of()))) {
                assertThat(get(clew.address().resolve("/health")).statusCode()).isEqualTo(200);
            }
        }
        assertThat(folder.resolve("data")).isDirectory();
    }

    @Test
    void refusesAFolderInUse() {
        try (Clew clew = Clew.start(config(Map.of()))) {
            assertThatThrownBy(() -> Clew.start(config(Map.of())))
                    .isInstanceOf(ClewException.class)
                    .hasMessageContaining("in use by another Clew");
            assertThat(clew.address()).isNotNull();
        }
    }

    @Test
    void leavesNoFolderBehindWhenThePortIsTaken() {
        try (Clew clew = Clew.start(config(Map.of()))) {
            String port = String.valueOf(clew.address().getPort());
            String other = folder.resolve("other").toString();
            assertThatThrownBy(
                            () ->
                                    Clew.start(
                                            config(
                                                    Map.of(
                                                            Setting.PORT, port,
                                                            Setting.DATA, other))))
                    .hasMessageContaining("port " + port);
            assertThat(Path.of(other)).doesNotExist();
        }
    }

    @Test
    void refusesToOpenItselfToOthersUnasked() {
        assertThatThrownBy(() -> Clew.start(config(Map.of(Setting.HOST, "0.0.0.0"))))
                .hasMessageContaining("--insecure");
        assertThat(folder.resolve("data/clew.lock")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/lineage/models%3A%2Ffraud", "/model/fraud.v2/3", "/apix", "/..%2f"})
    void drawsThePageForItsOwnAddresses(String path) throws Exception {
        try (Clew clew = Clew.start(config(Map.of()))) {
            HttpResponse<String> page = get(URI.create(clew.address() + path));
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.body()).contains("the page");
            assertThat(page.headers().firstValue("Cache-Control")).hasValue("no-cache");
            assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                    .contains("default-src 'self'")
                    .contains("frame-ancestors 'none'");
            assertThat(page.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
            String etag = page.headers().firstValue("ETag").orElseThrow();
            HttpResponse<String> again =
                    get(URI.create(clew.address() + path), "If-None-Match", etag);
            assertThat(again.statusCode()).isEqualTo(304);
            assertThat(again.body()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v9/x",
                "/api",
                "/ajax-api/9.0/x",
                "/metaflow/x",
                "/aws/x",
                "/marquez/x",
                "/mlflow/x",
                "/v1",
                "/v1/x",
                "/assets/gone-1234.js"
            })
    void neverDrawsThePageWhereAClientMayAsk(String path) throws Exception {
        try (Clew clew = Clew.start(config(Map.of()))) {
            HttpResponse<String> answer = get(URI.create(clew.address() + path));
            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(answer.body()).doesNotContain("the page");
        }
    }

    @Test
    void sendsFilesPackedAndForEverWhenTheirNameSaysTheirContent() throws Exception {
        try (Clew clew = Clew.start(config(Map.of()))) {
            URI file = clew.address().resolve("/assets/index-abc123.js");
            HttpResponse<String> plain = get(file);
            assertThat(plain.body()).contains("console.log");
            assertThat(plain.headers().firstValue("Content-Type"))
                    .hasValue("text/javascript; charset=utf-8");
            assertThat(plain.headers().firstValue("Cache-Control"))
                    .hasValue("public, max-age=31536000, immutable");
            HttpResponse<String> packed = get(file, "Accept-Encoding", "gzip");
            assertThat(packed.headers().firstValue("Content-Encoding")).hasValue("gzip");
            assertThat(packed.headers().firstValueAsLong("Content-Length").orElseThrow())
                    .isLessThan(plain.headers().firstValueAsLong("Content-Length").orElseThrow());
        }
    }
}
