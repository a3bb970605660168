package io.clew.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clew.model.ClewException;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GuardTests {
    private HttpServer server =
            start(new HttpServer.Binding("127.0.0.1", 0, false, Set.of("clew.bank")));

    private static HttpServer start(HttpServer.Binding binding) {
        return HttpServer.start(binding, List.of(new EchoProtocol()));
    }

    @BeforeAll
    void listens() {
        assertThat(server.address().getPort()).isPositive();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private String send(String method, String headers) throws IOException {
        try (Wire wire = new Wire(server.address())) {
            String path = method.equals("POST") ? "/echo/body" : "/echo/query";
            String length = method.equals("POST") ? "Content-Length: 0\n" : "";
            wire.send(
                    "%s %s HTTP/1.1\nConnection: close\n%s%s\n"
                            .formatted(method, path, length, headers));
            return wire.readAll();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost", "localhost:5757", "LOCALHOST:80", "127.0.0.1:5757", "127.8.9.1",
                "[::1]:5757", "[::1]", "clew.bank", "Clew.Bank:443", "localhost.:5757"
            })
    void answersToItsOwnNames(String host) throws IOException {
        assertThat(send("GET", "Host: " + host + "\n")).startsWith("HTTP/1.1 200");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "evil.example:5757",
                "localhost.evil.example",
                "127.0.0.1.evil.example",
                "10.0.0.1",
                "169.254.169.254",
                "[fe80::1]",
                "xlocalhost",
                "clew.bank.evil.example",
                "0.0.0.0"
            })
    void doesNotAnswerToOtherNames(String host) throws IOException {
        for (String method : List.of("GET", "POST")) {
            assertThat(send(method, "Host: " + host + "\n"))
                    .startsWith("HTTP/1.1 403")
                    .contains("\"code\":\"FORBIDDEN\"")
                    .contains("allowed_hosts");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Origin: https://evil.example",
                "Origin: null",
                "Origin: http://localhost:3000",
                "Origin: http://127.0.0.1:5757",
                "Origin: http://localhost:5757.evil.example",
                "Sec-Fetch-Site: cross-site",
                "Sec-Fetch-Site: same-site",
                "Sec-Fetch-Site: cross-site\nSec-Fetch-Mode: no-cors\nSec-Fetch-Dest: image",
                "Sec-Fetch-Site: cross-site\nSec-Fetch-Mode: navigate\nSec-Fetch-Dest: iframe"
            })
    void refusesPagesOfOtherSites(String headers) throws IOException {
        String simple = "Host: localhost:5757\nContent-Type: text/plain\n" + headers + "\n";
        for (String method : List.of("GET", "POST", "OPTIONS")) {
            assertThat(send(method, simple))
                    .startsWith("HTTP/1.1 403")
                    .doesNotContainIgnoringCase("Access-Control");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Origin: http://localhost:5757",
                "Origin: http://LOCALHOST:5757\nSec-Fetch-Site: same-origin",
                "Sec-Fetch-Site: none",
                "Sec-Fetch-Site: same-origin"
            })
    void answersItsOwnPages(String headers) throws IOException {
        for (String method : List.of("GET", "POST")) {
            assertThat(send(method, "Host: localhost:5757\n" + headers + "\n"))
                    .startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void letsPeopleFollowALinkButNotSendAForm() throws IOException {
        String link =
                "Host: localhost\nSec-Fetch-Site: cross-site\nSec-Fetch-Mode: navigate\nSec-Fetch-Dest: document\n";
        assertThat(send("GET", link)).startsWith("HTTP/1.1 200");
        assertThat(send("POST", link)).startsWith("HTTP/1.1 403");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::"})
    void listensBeyondThisMachineOnlyWhenTold(String host) {
        assertThatThrownBy(() -> start(new HttpServer.Binding(host, 0, false, Set.of())))
                .isInstanceOf(ClewException.class)
                .hasMessageContaining("--insecure");
    }

    @Test
    void guardsAnOpenServerToo() throws IOException {
        try (HttpServer open = start(new HttpServer.Binding("0.0.0.0", 0, true, Set.of()))) {
            for (String host : List.of("10.1.2.3:5757", "localhost")) {
                try (Wire wire = new Wire(open.address())) {
                    wire.send(
                            "GET /echo/query HTTP/1.1\nConnection: close\nHost: " + host + "\n\n");
                    assertThat(wire.readAll()).startsWith("HTTP/1.1 200");
                }
            }
            try (Wire wire = new Wire(open.address())) {
                wire.send("GET /echo/query HTTP/1.1\nConnection: close\nHost: evil.example\n\n");
                assertThat(wire.readAll()).startsWith("HTTP/1.1 403");
            }
        }
    }
}
