package io.clew.protocol.openlineage;

import io.clew.commit.Committer;
import io.clew.http.HttpServer;
import io.clew.http.json.Json;
import io.clew.http.json.JsonObject;
import io.clew.protocol.openlineage.accept.EventIntake;
import io.clew.protocol.openlineage.accept.Intake;
import io.clew.protocol.openlineage.routes.Admission;
import io.clew.store.Migration;
import io.clew.store.Store;
import io.clew.store.testing.TestDatabase;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Runs the protocol behind a real HTTP server over a real store. */
public final class OpenLineageServer implements AutoCloseable {
    private final Store store;
    private final HttpServer server;
    private final HttpClient client = HttpClient.newHttpClient();

    /** Holds one answer. */
    public record Answer(HttpResponse<String> http) {
        public int status() {
            return http.statusCode();
        }

        public String text() {
            return http.body();
        }

        /** Returns the body as a JSON object. */
        public JsonObject json() {
            return Json.readObject(text().getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Starts over a database of a test. */
    public OpenLineageServer(TestDatabase database) {
        this(database, Admission.ofHeap(), intake -> intake);
    }

    /** Starts with a gate of its own, and a way to come between the routes and the intake. */
    public OpenLineageServer(
            TestDatabase database, Admission admission, UnaryOperator<EventIntake> between) {
        this.store = database.open(migrations());
        Committer committer = new Committer(store, InstantSource.system(), List.of());
        this.server =
                HttpServer.start(
                        HttpServer.Binding.loopback(0),
                        List.of(
                                new OpenLineageProtocol(
                                        store, between.apply(new Intake(committer)), admission)));
    }

    /** Returns all migrations that the protocol needs. */
    public static List<Migration> migrations() {
        List<Migration> all = new ArrayList<>(Migration.core());
        all.addAll(OpenLineageSchema.migrations());
        return all;
    }

    public Store store() {
        return store;
    }

    public URI address() {
        return server.address();
    }

    /** Sends JSON. */
    public Answer post(String target, byte[] body, String... headers) {
        return post(target, BodyPublishers.ofByteArray(body), headers);
    }

    /** Sends a body as JSON. */
    public Answer post(String target, BodyPublisher body, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(address().resolve(target))
                        .header("Content-Type", "application/json")
                        .POST(body);
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        return send(request.build());
    }

    /** Asks. */
    public Answer get(String target) {
        return send(HttpRequest.newBuilder(address().resolve(target)).build());
    }

    private Answer send(HttpRequest request) {
        try {
            return new Answer(client.send(request, BodyHandlers.ofString()));
        } catch (IOException | InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Override
    public void close() {
        client.close();
        server.close();
        store.close();
    }
}
