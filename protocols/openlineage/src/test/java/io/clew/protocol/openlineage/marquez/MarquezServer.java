package io.clew.protocol.openlineage.marquez;

import io.clew.commit.Committer;
import io.clew.graph.GraphIndex;
import io.clew.http.HttpServer;
import io.clew.http.json.Json;
import io.clew.http.json.JsonObject;
import io.clew.model.Asserter;
import io.clew.model.Workspace;
import io.clew.protocol.openlineage.OpenLineageSchema;
import io.clew.protocol.openlineage.accept.Intake;
import io.clew.protocol.openlineage.accept.Origin;
import io.clew.protocol.openlineage.accept.Outcome;
import io.clew.protocol.openlineage.routes.Admission;
import io.clew.store.Migration;
import io.clew.store.Store;
import io.clew.store.testing.TestDatabase;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs the protocol behind a real HTTP server over a real store. */
final class MarquezServer implements AutoCloseable {
    private final Store store;
    private final HttpServer server;
    private final HttpClient client = HttpClient.newHttpClient();

    /** Holds one answer. */
    record Answer(int status, Map<String, List<String>> headers, String text) {
        JsonObject json() {
            return Json.readObject(text.getBytes(StandardCharsets.UTF_8));
        }

        Object value() {
            return Json.read(text.getBytes(StandardCharsets.UTF_8));
        }

        String message() {
            return json().text("message");
        }
    }

    private final Intake intake;

    private MarquezServer(Store store) {
        this.store = store;
        GraphIndex graph = new GraphIndex();
        Committer committer = new Committer(store, InstantSource.system(), List.of(graph::apply));
        this.intake = new Intake(committer);
        this.server =
                HttpServer.start(
                        HttpServer.Binding.loopback(0),
                        List.of(
                                new MarquezProtocol(
                                        store,
                                        committer,
                                        InstantSource.system(),
                                        graph,
                                        intake,
                                        Admission.ofHeap())));
    }

    static MarquezServer start(TestDatabase database) {
        List<Migration> all = new ArrayList<>(Migration.core());
        all.addAll(OpenLineageSchema.migrations());
        return new MarquezServer(database.open(all));
    }

    /** Sends a request; single quotes in the JSON stand for double ones. */
    Answer send(String method, String path, String json) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(server.address() + "/marquez/api/" + path))
                        .method(
                                method,
                                json.isEmpty()
                                        ? HttpRequest.BodyPublishers.noBody()
                                        : HttpRequest.BodyPublishers.ofString(
                                                json.replace('\'', '"')));
        if (!json.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        try {
            HttpResponse<String> response =
                    client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.headers().map(), response.body());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    Answer get(String path) {
        return send("GET", "v1/" + path, "");
    }

    /** Gets what must be there. */
    JsonObject got(String path) {
        return succeeded("GET", path, "");
    }

    /** Sends what must succeed. */
    JsonObject succeeded(String method, String path, String json) {
        Answer answer = send(method, "v1/" + path, json);
        if (answer.status() / 100 != 2) {
            throw new AssertionError(
                    method + " " + path + " answered " + answer.status() + " " + answer.text());
        }
        return answer.json();
    }

    /** Posts an event that must be taken. */
    void event(String json) {
        Answer answer = send("POST", "v1/lineage", json);
        if (answer.status() != 201) {
            throw new AssertionError("the event got " + answer.status() + " " + answer.text());
        }
    }

    /** Takes many events in one write, which must be taken. */
    void events(List<String> json) {
        List<byte[]> events =
                json.stream()
                        .map(each -> each.replace('\'', '"').getBytes(StandardCharsets.UTF_8))
                        .toList();
        Origin origin = new Origin(Asserter.claimed("openlineage", "test"), "lineage/batch");
        for (Outcome outcome : intake.accept(Workspace.DEFAULT, origin, events)) {
            if (!(outcome instanceof Outcome.Accepted)) {
                throw new AssertionError("an event got " + outcome);
            }
        }
    }

    /**
     * Posts an event of a run.
     *
     * @param rest further members, after a comma
     */
    void run(String type, String at, String runId, String job, String rest) {
        event(
                "{'eventType':'%s','eventTime':'%s','producer':'https://example.com/p','schemaURL':'https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent','run':{'runId':'%s'},'job':{'namespace':'etl','name':'%s'}%s}"
                        .formatted(type, at, runId, job, rest.isEmpty() ? "" : "," + rest));
    }

    Store store() {
        return store;
    }

    @Override
    public void close() {
        client.close();
        server.close();
        store.close();
    }
}
