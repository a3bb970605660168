package io.clew.cli.harvest;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.clew.harvest.Item;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Is no Azure: answers the lists of one workspace and its run history by hand, two resources a
 * page, from {@code azureml/workspace.json}, whose resources have the form of the service's.
 *
 * <p>Every seventh call is turned away as one too many; a token lives for so many calls and is then
 * renewed in its file, as a tool beside would.
 */
final class FakeAzureMl implements AutoCloseable {
    static final String SUBSCRIPTION = "0f1e2d3c-0000-4000-8000-000000000001";
    private static final String WORKSPACE =
            "/subscriptions/"
                    + SUBSCRIPTION
                    + "/resourceGroups/ml-rg/providers/Microsoft.MachineLearningServices/workspaces/prod_ml";
    private static final int PAGE = 2;
    private static final int TOKEN_CALLS = 10;

    private final HttpServer server;
    private final JsonNode fixtures;
    private final Path tokenFile;
    private int tokens;
    private int callsOfToken;
    private int calls;
    private int busy;
    private int expired;

    FakeAzureMl(Path tokenFile) throws IOException {
        this.tokenFile = tokenFile;
        newToken();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        try (InputStream in =
                Objects.requireNonNull(
                        FakeAzureMl.class.getResourceAsStream("/azureml/workspace.json"))) {
            fixtures = Item.JSON.readTree(in);
        }
        server.createContext("/", this::answer);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Returns how many calls were turned away as too many. */
    synchronized int busy() {
        return busy;
    }

    /** Returns how many calls had a token that had expired. */
    synchronized int expired() {
        return expired;
    }

    private void newToken() throws IOException {
        tokens++;
        callsOfToken = 0;
        Files.writeString(tokenFile, "token-" + tokens + "\n");
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        try {
            String authorization = exchange.getRequestHeaders().getFirst("Authorization");
            if (!("Bearer token-" + tokens).equals(authorization) || ++callsOfToken > TOKEN_CALLS) {
                expired++;
                newToken();
                send(exchange, 401, "{\"error\":{\"code\":\"ExpiredAuthenticationToken\"}}");
                return;
            }
            if (++calls % 7 == 0) {
                busy++;
                exchange.getResponseHeaders().set("Retry-After", "0");
                send(exchange, 429, "{\"error\":{\"code\":\"TooManyRequests\"}}");
                return;
            }
            String path = exchange.getRequestURI().getPath();
            if (path.equals("/discovery")) {
                send(exchange, 200, "{\"api\":\"" + url() + "\",\"history\":\"" + url() + "\"}");
            } else if (path.startsWith("/history/v1.0" + WORKSPACE + "/runs/")) {
                String run = path.substring(path.indexOf("/runs/") + 6).replace("/children", "");
                page(exchange, "history/" + run);
            } else if (path.equals(WORKSPACE)) {
                send(
                        exchange,
                        200,
                        fixtures.path("workspace").toString().replace("$ENDPOINT", url()));
            } else if (path.startsWith(WORKSPACE + "/")) {
                arm(exchange, path.substring(WORKSPACE.length() + 1));
            } else {
                send(exchange, 404, "{}");
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void arm(HttpExchange exchange, String path) throws IOException {
        String query = exchange.getRequestURI().getQuery();
        if (!query.contains("api-version=2026-03-01")) {
            send(exchange, 400, "{\"error\":{\"code\":\"MissingApiVersionParameter\"}}");
        } else if (query.contains("scheduleId=nightly-train")) {
            page(exchange, "scheduled");
        } else if (query.contains("scheduleId=")) {
            send(exchange, 200, "{\"value\":[]}");
        } else {
            page(exchange, path);
        }
    }

    private void page(HttpExchange exchange, String list) throws IOException {
        JsonNode all = fixtures.path(list);
        if (!all.isArray()) {
            send(exchange, 404, "{\"error\":{\"code\":\"NotFound\"}}");
            return;
        }
        String query = String.valueOf(exchange.getRequestURI().getRawQuery());
        int skip =
                query.contains("$skip=") ? Integer.parseInt(query.replaceAll(".*\\$skip=", "")) : 0;
        List<JsonNode> elements = new ArrayList<>();
        all.forEach(elements::add);
        ObjectNode answer = Item.JSON.createObjectNode();
        ArrayNode value = answer.putArray("value");
        elements.stream().skip(skip).limit(PAGE).forEach(value::add);
        if (elements.size() > skip + PAGE) {
            String plain = query.replaceAll("&?\\$skip=.*", "");
            answer.put(
                    "nextLink",
                    url()
                            + exchange.getRequestURI().getRawPath()
                            + "?"
                            + plain
                            + "&$skip="
                            + (skip + PAGE));
        }
        send(exchange, 200, answer.toString());
    }

    private static void send(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
