package io.clew.protocol.mlflow;

import io.clew.commit.Committer;
import io.clew.http.HttpServer;
import io.clew.http.json.Json;
import io.clew.http.json.JsonObject;
import io.clew.model.log.LogEntry;
import io.clew.model.log.LogRecord;
import io.clew.protocol.mlflow.experiments.ArtifactLocation;
import io.clew.store.Migration;
import io.clew.store.Store;
import io.clew.store.blobs.FileBlobStore;
import io.clew.store.blobs.FolderFiles;
import io.clew.store.testing.TestDatabase;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** Runs the protocol behind a real HTTP server over a real store, and remembers all it commits. */
public final class MlflowServer implements AutoCloseable {
    private final Store store;
    private final HttpServer server;
    private final HttpClient client = HttpClient.newHttpClient();
    private final List<LogEntry> log = new CopyOnWriteArrayList<>();

    /** Holds one answer. */
    public record Answer(int status, String text) {
        /** Returns the body as a JSON object. */
        public JsonObject json() {
            return Json.readObject(text.getBytes(StandardCharsets.UTF_8));
        }

        /** Returns the error code of a refusal. */
        public String errorCode() {
            return json().text("error_code");
        }

        /** Returns the message of a refusal. */
        public String message() {
            return json().text("message");
        }
    }

    private MlflowServer(Store store, Path folder, String artifactRoot) {
        this.store = store;
        Committer committer = new Committer(store, InstantSource.system(), List.of(log::add));
        this.server =
                HttpServer.start(
                        HttpServer.Binding.loopback(0),
                        List.of(
                                new MlflowProtocol(
                                        store,
                                        new FileBlobStore(
                                                folder.resolve("blobs"), InstantSource.system()),
                                        new FolderFiles(folder.resolve("elsewhere").toString()),
                                        committer,
                                        InstantSource.system(),
                                        new ArtifactLocation(artifactRoot))));
    }

    /** Starts on an embedded store in a folder. */
    public static MlflowServer start(Path folder) {
        return start(TestDatabase.sqlite(folder), folder);
    }

    /** Starts on a database of a test, with its files in a folder. */
    public static MlflowServer start(TestDatabase database, Path folder) {
        return new MlflowServer(database.open(migrations()), folder, ArtifactLocation.PROXY);
    }

    /** Starts on an embedded store with another place for the artifacts of new experiments. */
    public static MlflowServer startWithRoot(Path folder, String artifactRoot) {
        return new MlflowServer(
                TestDatabase.sqlite(folder).open(migrations()), folder, artifactRoot);
    }

    /** Returns all migrations that the protocol needs. */
    public static List<Migration> migrations() {
        List<Migration> all = new ArrayList<>(Migration.core());
        all.addAll(MlflowSchema.migrations());
        return all;
    }

    public Store store() {
        return store;
    }

    public URI address() {
        return server.address();
    }

    /** Returns the log's entries so far. */
    public List<LogEntry> log() {
        return List.copyOf(log);
    }

    /** Returns what the entries after a number of them added. */
    public List<LogRecord> recordsAfter(int entries) {
        return log.subList(entries, log.size()).stream()
                .flatMap(entry -> entry.records().stream())
                .toList();
    }

    /** Posts a call such as {@code runs/create}; single quotes stand for double ones. */
    public Answer post(String call, String json) {
        return send("POST", "/api/2.0/mlflow/" + call, json.replace('\'', '"'));
    }

    /** Posts a call that must succeed. */
    public JsonObject posted(String call, String json) {
        return succeeded(call, post(call, json));
    }

    /** Gets a call with a query such as {@code run_id=…}, already encoded. */
    public Answer get(String call, String query) {
        return send("GET", "/api/2.0/mlflow/" + call + (query.isEmpty() ? "" : "?" + query), "");
    }

    /** Gets a call that must succeed. */
    public JsonObject got(String call, String query) {
        return succeeded(call, get(call, query));
    }

    /** Sends any request with a JSON body, or none when it is empty. */
    public Answer send(String method, String path, String json, String... headers) {
        return send(method, path, json.getBytes(StandardCharsets.UTF_8), headers);
    }

    /** Sends any request with a body of bytes. */
    public Answer send(String method, String path, byte[] body, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(server.address() + path))
                        .method(
                                method,
                                body.length == 0
                                        ? HttpRequest.BodyPublishers.noBody()
                                        : HttpRequest.BodyPublishers.ofByteArray(body));
        Map<String, String> all = new LinkedHashMap<>(Map.of("Content-Type", "application/json"));
        for (int i = 0; i < headers.length; i += 2) {
            all.put(headers[i], headers[i + 1]);
        }
        all.forEach(request::header);
        try {
            HttpResponse<String> response =
                    client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Creates an experiment and returns its id. */
    public String experiment(String name) {
        return posted("experiments/create", "{'name':'" + name + "'}").text("experiment_id");
    }

    /** Creates a run and returns its id. */
    public String run(String experimentId, String... members) {
        String more = Stream.of(members).map(member -> "," + member).reduce("", String::concat);
        return posted("runs/create", "{'experiment_id':'" + experimentId + "'" + more + "}")
                .object("run")
                .object("info")
                .text("run_id");
    }

    private static JsonObject succeeded(String call, Answer answer) {
        if (answer.status() != 200) {
            throw new AssertionError(call + " answered " + answer.status() + " " + answer.text());
        }
        return answer.json();
    }

    @Override
    public void close() {
        client.close();
        server.close();
        store.close();
    }
}
