package io.clew.protocol.sagemaker;

import io.clew.commit.Committer;
import io.clew.http.HttpServer;
import io.clew.http.json.Json;
import io.clew.http.json.JsonObject;
import io.clew.model.log.LogEntry;
import io.clew.model.log.LogRecord;
import io.clew.protocol.sagemaker.forward.ForwardSettings;
import io.clew.protocol.sagemaker.forward.Forwarder;
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
import java.util.concurrent.CopyOnWriteArrayList;

/** Runs the protocol behind a real HTTP server over a real store, and remembers all it commits. */
public final class SageMakerServer implements AutoCloseable {
    public static final String ACCOUNT = "123456789012";

    private static final String SIGNATURE =
            "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20261130/%s/sagemaker/aws4_request,"
                    + " SignedHeaders=host, Signature=0";

    private final Store store;
    private final HttpServer server;
    private final HttpClient client = HttpClient.newHttpClient();
    private final List<LogEntry> log = new CopyOnWriteArrayList<>();

    /** Holds one answer. */
    public record Answer(int status, HttpResponse<String> response) {
        /** Returns the body as a JSON object. */
        public JsonObject json() {
            return Json.readObject(response.body().getBytes(StandardCharsets.UTF_8));
        }

        /** Returns the error's type and message. */
        public String refusal() {
            JsonObject said = json();
            return status
                    + " "
                    + said.text("__type")
                    + ": "
                    + said.optionalText("message")
                            .or(() -> said.optionalText("Message"))
                            .orElseThrow();
        }
    }

    private SageMakerServer(Store store, Forwarder forwarder) {
        this.store = store;
        Committer committer = new Committer(store, InstantSource.system(), List.of(log::add));
        this.server =
                HttpServer.start(
                        HttpServer.Binding.loopback(0),
                        List.of(new SageMakerProtocol(store, committer, ACCOUNT, forwarder)));
    }

    /** Starts on a database of a test. */
    public static SageMakerServer start(TestDatabase database) {
        return start(database, new Forwarder(ForwardSettings.OFF));
    }

    /** Starts on a database of a test, with what calls are forwarded by. */
    public static SageMakerServer start(TestDatabase database, Forwarder forwarder) {
        List<Migration> all = new ArrayList<>(Migration.core());
        all.addAll(SageMakerSchema.migrations());
        return new SageMakerServer(database.open(all), forwarder);
    }

    public Store store() {
        return store;
    }

    public URI address() {
        return server.address();
    }

    /** Calls an operation in eu-west-1; single quotes stand for double ones. */
    public Answer call(String operation, String json) {
        return call("/", "eu-west-1", operation, json);
    }

    /** Calls an operation at a path and in a region. */
    public Answer call(String path, String region, String operation, String json) {
        return send(
                "POST",
                path,
                json.replace('\'', '"'),
                "X-Amz-Target",
                "SageMaker." + operation,
                "Content-Type",
                "application/x-amz-json-1.1",
                "Authorization",
                SIGNATURE.formatted(region));
    }

    /** Makes a workspace of this name beside the usual one. */
    public void makeWorkspace(String name) {
        store.write(
                db ->
                        db.sql("INSERT INTO workspace (id, name) VALUES (2, :name)")
                                .bind("name", name)
                                .update());
    }

    /** Calls an operation that must succeed. */
    public JsonObject done(String operation, String json) {
        return succeeded(operation, call(operation, json));
    }

    /** Returns why an operation is refused. */
    public String refused(String operation, String json) {
        Answer answer = call(operation, json);
        if (answer.status() == 200) {
            throw new AssertionError(operation + " was not refused: " + answer.response().body());
        }
        return answer.refusal();
    }

    /** Sends any request. */
    public Answer send(String method, String path, String body, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(server.address() + path))
                        .method(method, HttpRequest.BodyPublishers.ofString(body));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        try {
            HttpResponse<String> response =
                    client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), response);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Returns an answer that must be a success. */
    public static JsonObject succeeded(String what, Answer answer) {
        if (answer.status() != 200) {
            throw new AssertionError(
                    what + " answered " + answer.status() + " " + answer.response().body());
        }
        return answer.json();
    }

    /** Makes an artifact of a source and type, and returns its ARN. */
    public String artifact(String uri, String type) {
        return done(
                        "CreateArtifact",
                        "{'Source':{'SourceUri':'%s'},'ArtifactType':'%s'}".formatted(uri, type))
                .text("ArtifactArn");
    }

    /** Makes an action, and returns its ARN. */
    public String action(String name) {
        return done(
                        "CreateAction",
                        "{'ActionName':'%s','Source':{'SourceUri':'arn:x'},'ActionType':'T'}"
                                .formatted(name))
                .text("ActionArn");
    }

    /** Associates two entities. */
    public void associate(String source, String destination, String type) {
        done(
                "AddAssociation",
                "{'SourceArn':'%s','DestinationArn':'%s','AssociationType':'%s'}"
                        .formatted(source, destination, type));
    }

    /** Returns how many entries the log has. */
    public int entries() {
        return log.size();
    }

    /** Returns the log's entries so far. */
    public List<LogEntry> log() {
        return List.copyOf(log);
    }

    /** Returns the facts that the entries after a number of them added, as short lines. */
    public List<String> said(int entries) {
        return log.subList(entries, log.size()).stream()
                .flatMap(entry -> entry.records().stream())
                .map(SageMakerServer::line)
                .filter(line -> !line.isEmpty())
                .toList();
    }

    private static String line(LogRecord record) {
        return switch (record) {
            case LogRecord.NodeAdded added -> "";
            case LogRecord.EdgeAsserted edge ->
                    shortly(edge.fact().from().toString())
                            + " "
                            + edge.fact().kind()
                            + " "
                            + shortly(edge.fact().to().toString());
            case LogRecord.AttributeAsserted attribute ->
                    shortly(attribute.fact().node().toString())
                            + " "
                            + attribute.fact().key()
                            + "="
                            + attribute.fact().value();
            case LogRecord.EdgeRetracted edge ->
                    "not "
                            + shortly(edge.fact().from().toString())
                            + " "
                            + edge.fact().kind()
                            + " "
                            + shortly(edge.fact().to().toString());
            case LogRecord.AttributeRetracted attribute ->
                    "not " + attribute.fact().node() + " " + attribute.fact().key();
        };
    }

    private static String shortly(String urn) {
        return urn.substring("urn:clew:".length());
    }

    @Override
    public void close() {
        client.close();
        server.close();
        store.close();
    }
}
