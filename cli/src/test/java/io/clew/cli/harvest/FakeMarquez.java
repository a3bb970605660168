package io.clew.cli.harvest;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Is no Marquez: answers {@code GET /api/v1/events/lineage} by hand as one of version 0.51 does,
 * with events at or after {@code after}, in the order of their time.
 */
final class FakeMarquez implements AutoCloseable {

    private final HttpServer server;
    private final List<String> events = new ArrayList<>();
    private final List<String> asked = new ArrayList<>();
    private int failFrom = Integer.MAX_VALUE;
    private int busyCalls;

    FakeMarquez() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api/v1/events/lineage", this::answer);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Has an event of a run at a time. */
    void has(String runId, String time) {
        hasText(
                """
                {"eventType":"START","eventTime":"%s","run":{"runId":"%s"},\
                "job":{"namespace":"bank","name":"job"},\
                "inputs":[{"namespace":"s3://bank","name":"in"}],"outputs":[],\
                "producer":"https://clew.example/test",\
                "schemaURL":"https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent"}\
                """
                        .formatted(time, runId));
    }

    /** Has whatever text. */
    synchronized void hasText(String event) {
        events.add(event);
    }

    /** Refuses calls from one on, until told otherwise. */
    synchronized void failFrom(int call) {
        failFrom = call;
    }

    /** Answers so many calls that it is busy, and that it will not be at once. */
    synchronized void busy(int calls) {
        busyCalls = calls;
    }

    /** Returns how many calls it has still to turn away. */
    synchronized int busyCalls() {
        return busyCalls;
    }

    /** Returns the values of {@code after} of all calls that were answered. */
    synchronized List<String> asked() {
        return List.copyOf(asked);
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        Map<String, String> query = new HashMap<>();
        for (String pair : exchange.getRequestURI().getRawQuery().split("&")) {
            String[] parts = pair.split("=", 2);
            query.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        if (busyCalls > 0) {
            busyCalls--;
            exchange.getResponseHeaders().set("Retry-After", "0");
            send(exchange, 429, "busy");
            return;
        }
        if (asked.size() + 1 >= failFrom) {
            send(exchange, 404, "gone");
            return;
        }
        asked.add(query.get("after"));
        Instant after = Instant.parse(query.get("after"));
        List<String> found =
                events.stream()
                        .filter(event -> !time(event).isBefore(after))
                        .sorted(Comparator.comparing(FakeMarquez::time))
                        .toList();
        send(
                exchange,
                200,
                found.stream()
                        .skip(Long.parseLong(query.get("offset")))
                        .limit(Long.parseLong(query.get("limit")))
                        .collect(
                                Collectors.joining(
                                        ",",
                                        "{\"events\":[",
                                        "],\"totalCount\":" + found.size() + "}")));
    }

    private static Instant time(String event) {
        return OffsetDateTime.parse(
                        io.clew.harvest.Item.JSON.readTree(event).path("eventTime").asString())
                .toInstant();
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
