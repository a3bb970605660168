package io.clew.protocol.metaflow;

import io.clew.commit.Committer;
import io.clew.http.HttpServer;
import io.clew.http.json.Json;
import io.clew.model.log.LogEntry;
import io.clew.store.Migration;
import io.clew.store.Store;
import io.clew.store.testing.TestDatabase;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Runs the protocol behind a real HTTP server over a real store, on a clock of the test's. */
public final class MetaflowServer implements AutoCloseable {
    /** How long nobody may have heard of a run. */
    public static final Duration SILENCE = Duration.ofMinutes(5);

    private final Store store;
    private final Bucket bucket = new Bucket();
    private final HttpServer server;
    private final HttpClient client = HttpClient.newHttpClient();
    private final List<LogEntry> log = new CopyOnWriteArrayList<>();
    private final Committer committer;
    private volatile Instant now = Instant.parse("2026-03-01T10:00:00Z");

    /** Holds one answer. */
    public record Answer(int status, Map<String, List<String>> headers, String text) {
        /** Returns the body as a JSON value. */
        public Object value() {
            return Json.read(text.getBytes(StandardCharsets.UTF_8));
        }

        /** Returns the body as an object. */
        @SuppressWarnings("unchecked") // the tests know what they asked
        public Map<String, Object> object() {
            return (Map<String, Object>) value();
        }

        /** Returns the body as a list of objects. */
        @SuppressWarnings("unchecked") // the tests know what they asked
        public List<Map<String, Object>> list() {
            return (List<Map<String, Object>>) value();
        }

        /** Returns a header; empty when there is none. */
        public String header(String name) {
            return headers.getOrDefault(name.toLowerCase(java.util.Locale.ROOT), List.of(""))
                    .getFirst();
        }
    }

    private MetaflowServer(Store store) {
        this.store = store;
        InstantSource clock = () -> now;
        this.committer = new Committer(store, clock, List.of(log::add));
        this.server =
                HttpServer.start(
                        HttpServer.Binding.loopback(0),
                        List.of(new MetaflowProtocol(store, bucket, committer, clock, SILENCE)));
    }

    /** Starts on a database of a test. */
    public static MetaflowServer start(TestDatabase database) {
        List<Migration> all = new ArrayList<>(Migration.core());
        all.addAll(MetaflowSchema.migrations());
        return new MetaflowServer(database.open(all));
    }

    /** Lets time pass. */
    public void pass(Duration time) {
        now = now.plus(time);
    }

    public Store store() {
        return store;
    }

    public Committer committer() {
        return committer;
    }

    /** Returns what is in the one place of S3 that the server may read. */
    public Bucket bucket() {
        return bucket;
    }

    public InstantSource clock() {
        return () -> now;
    }

    /** Returns the log's entries so far. */
    public List<LogEntry> log() {
        return List.copyOf(log);
    }

    /** Gets a path below the prefix, already encoded. */
    public Answer get(String path) {
        return send("GET", path, new byte[0]);
    }

    /** Posts JSON; single quotes stand for double ones. */
    public Answer post(String path, String json) {
        return send("POST", path, json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    /** Posts what must be taken. */
    public Answer posted(String path, String json) {
        Answer answer = post(path, json);
        if (answer.status() != 200) {
            throw new AssertionError(path + ": " + answer.status() + " " + answer.text());
        }
        return answer;
    }

    /** Changes by JSON; single quotes stand for double ones. */
    public Answer patch(String path, String json) {
        return send("PATCH", path, json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    private Answer send(String method, String path, byte[] body) {
        try {
            HttpResponse<String> response =
                    client.send(
                            HttpRequest.newBuilder(
                                            URI.create(server.address() + "/metaflow" + path))
                                    .header("Content-Type", "application/json")
                                    .method(method, HttpRequest.BodyPublishers.ofByteArray(body))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.headers().map(), response.body());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        client.close();
        server.close();
        store.close();
    }
}
