package io.clew.protocol.clew;

import io.clew.graph.GraphIndex;
import io.clew.graph.traversal.Budget;
import io.clew.graph.traversal.Turns;
import io.clew.http.HttpServer;
import io.clew.questions.GraphQuestions;
import io.clew.questions.Questions;
import io.clew.questions.details.StoreDetails;
import io.clew.questions.fragments.Fragments;
import io.clew.questions.kept.Recall;
import io.clew.questions.story.Database;
import io.clew.questions.story.FraudFacts;
import io.clew.questions.story.Ledger;
import io.clew.store.Store;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Runs the read API over real HTTP on a store that knows the fraud story. */
final class Api implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();

    /** A server that reads from Kafka, in trouble. */
    private static final Map<String, Supplier<Map<String, Object>>> PARTS =
            Map.of(
                    "kafka",
                    () ->
                            Map.of(
                                    "topic",
                                    "openlineage.events",
                                    "group",
                                    "clew",
                                    "deadLetterTopic",
                                    "openlineage.events.dead",
                                    "events",
                                    10,
                                    "deadLetters",
                                    1,
                                    "partitions",
                                    List.of(
                                            Map.of("partition", 0, "offset", 11, "lag", 2),
                                            Map.of("partition", 1)),
                                    "troubles",
                                    List.of(
                                            Map.of(
                                                    "since",
                                                    "2026-03-01T10:00:00Z",
                                                    "message",
                                                    "Kafka does not answer")),
                                    "lastTrouble",
                                    Map.of(
                                            "since",
                                            "2026-03-01T10:00:00Z",
                                            "message",
                                            "Kafka does not answer")));

    private static final long RECALL_BYTES = 1 << 20;

    private final Store store;
    private final Ledger ledger;
    private final ClewProtocol protocol;
    private final HttpServer server;
    private final HttpClient client = HttpClient.newHttpClient();

    Api(Path folder) {
        this(folder, Budget.DEFAULT, Turns.ofProcessors());
    }

    /** Answers within a budget. */
    Api(Path folder, Budget budget, Turns turns) {
        store = Database.SQLITE.open(folder);
        GraphIndex graph = new GraphIndex();
        StoreDetails details = new StoreDetails(store);
        Recall recall = new Recall(graph, RECALL_BYTES);
        Fragments fragments = new Fragments(recall, details, ClewProtocol.rendering());
        ledger = new Ledger(store, List.of(recall, graph::apply));
        FraudFacts.tell(ledger);
        protocol =
                new ClewProtocol(
                        new Questions(store, ledger.committer()),
                        new GraphQuestions(graph, store, details, recall, budget, turns),
                        fragments,
                        new ServerInfo("1", store.databaseName(), null, PARTS));
        server = HttpServer.start(HttpServer.Binding.loopback(0), List.of(protocol));
    }

    ClewProtocol protocol() {
        return protocol;
    }

    /** Adds a second workspace. */
    void addWorkspace(String name) {
        store.write(
                db ->
                        db.sql("INSERT INTO workspace (id, name) VALUES (2, :name)")
                                .bind("name", name)
                                .update());
    }

    Ledger ledger() {
        return ledger;
    }

    /** Asks below {@code /api/v1}; the query is taken as it is. */
    HttpResponse<String> get(String pathAndQuery) {
        return send(request(pathAndQuery).GET().build());
    }

    HttpResponse<String> post(String pathAndQuery, String body) {
        return post(pathAndQuery, body, "application/json");
    }

    HttpResponse<String> post(String pathAndQuery, String body, String contentType) {
        HttpRequest.Builder request = request(pathAndQuery).POST(BodyPublishers.ofString(body));
        return send(
                (contentType.isEmpty() ? request : request.header("Content-Type", contentType))
                        .build());
    }

    HttpResponse<String> send(String method, String pathAndQuery) {
        return send(request(pathAndQuery).method(method, BodyPublishers.noBody()).build());
    }

    private HttpRequest.Builder request(String pathAndQuery) {
        return HttpRequest.newBuilder(URI.create(server.address() + "/api/v1" + pathAndQuery));
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Sends a request and does not wait for its answer. */
    Socket begin(String pathAndQuery) {
        URI address = server.address();
        try {
            Socket socket = new Socket(address.getHost(), address.getPort());
            socket.getOutputStream()
                    .write(
                            "GET /api/v1%s HTTP/1.1\r\nHost: %s\r\n\r\n"
                                    .formatted(pathAndQuery, address.getAuthority())
                                    .getBytes(StandardCharsets.ISO_8859_1));
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends a request line that no client would, and returns the status line of the answer. */
    String raw(String pathAndQuery) {
        URI address = server.address();
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            socket.getOutputStream()
                    .write(
                            "GET /api/v1%s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n"
                                    .formatted(pathAndQuery, address.getAuthority())
                                    .getBytes(StandardCharsets.ISO_8859_1));
            String answer =
                    new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            return answer.lines().findFirst().orElse("");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode json(HttpResponse<String> response) {
        return JSON.readTree(response.body());
    }

    /** Percent-encodes a parameter's value. */
    static String q(Object value) {
        return URLEncoder.encode(String.valueOf(value), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        client.close();
        server.close();
        store.close();
    }
}
