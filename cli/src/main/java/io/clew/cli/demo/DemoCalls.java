package io.clew.cli.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Speaks the protocols of the story's tools as their clients do, in the name of one person. */
final class DemoCalls {

    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http;
    private final URI server;
    private final String person;

    DemoCalls(HttpClient http, URI server, String person) {
        this.http = http;
        this.server = server;
        this.person = person;
    }

    /** Posts to {@code /api/2.0/mlflow/<path>} and returns the answer. */
    JsonNode post(String path, Map<String, ?> body) {
        return send("POST", "/api/2.0/mlflow/" + path, body);
    }

    /** Patches {@code /api/2.0/mlflow/<path>} and returns the answer. */
    JsonNode patch(String path, Map<String, ?> body) {
        return send("PATCH", "/api/2.0/mlflow/" + path, body);
    }

    /** Posts to Clew's own API. */
    JsonNode postToClew(String path, Map<String, ?> body) {
        return send("POST", "/api/v1/" + path, body);
    }

    /** Posts to Metaflow's metadata service and returns the answer. */
    JsonNode postToMetaflow(String path, Object body) {
        return send("POST", "/metaflow/" + path, body);
    }

    /** Calls an operation of SageMaker's lineage and returns the answer. */
    JsonNode callSageMaker(String operation, Map<String, ?> body) {
        return exchange(
                request("/aws")
                        .header("Content-Type", "application/x-amz-json-1.1")
                        .header("X-Amz-Target", "SageMaker." + operation)
                        .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)))
                        .build());
    }

    /** Uploads a file below an artifact root, as the artifact proxy takes it. */
    void put(String artifactPath, String content) {
        exchange(
                request("/api/2.0/mlflow-artifacts/artifacts/" + artifactPath)
                        .PUT(BodyPublishers.ofString(content))
                        .build());
    }

    private JsonNode send(String method, String path, Object body) {
        return exchange(
                request(path)
                        .header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)))
                        .build());
    }

    private HttpRequest.Builder request(String path) {
        String basic =
                Base64.getEncoder().encodeToString((person + ":").getBytes(StandardCharsets.UTF_8));
        return HttpRequest.newBuilder(server.resolve(path))
                .header("Authorization", "Basic " + basic);
    }

    private JsonNode exchange(HttpRequest request) {
        try {
            HttpResponse<byte[]> response =
                    http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            if (response.statusCode() >= 300) {
                throw new IllegalStateException(
                        request.method()
                                + " "
                                + request.uri().getPath()
                                + " was refused with "
                                + response.statusCode()
                                + ": "
                                + new String(response.body(), StandardCharsets.UTF_8));
            }
            return response.body().length == 0
                    ? JSON.createObjectNode()
                    : JSON.readTree(response.body());
        } catch (IOException e) {
            throw new IllegalStateException("the server went away during the demo", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the demo was interrupted", e);
        }
    }
}
