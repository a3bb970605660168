package io.clew.harvest.mlflow;

import io.clew.harvest.Given;
import io.clew.harvest.Item;
import io.clew.harvest.wire.Wire;
import io.clew.model.ClewException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Calls an MLflow server; only calls that read. */
final class RestCalls implements AutoCloseable {

    private final Wire wire = new Wire(HttpClient.Redirect.NEVER);
    private final String base;
    private final String authorization;

    private RestCalls(String base, String authorization) {
        this.base = base;
        this.authorization = authorization;
    }

    /**
     * Reads an address; name and password, or a token, come from the variables that MLflow's own
     * client takes them from.
     */
    static RestCalls of(String url, Given given) {
        String base = Wire.base(url, "/");
        if (URI.create(base).getRawUserInfo() != null) {
            throw ClewException.invalid(
                    "WHERE",
                    "a password on the command line is seen by others: give it in MLFLOW_TRACKING_USERNAME and MLFLOW_TRACKING_PASSWORD, or MLFLOW_TRACKING_TOKEN");
        }
        String authorization =
                given.environment("MLFLOW_TRACKING_USERNAME")
                        .map(
                                user ->
                                        "Basic "
                                                + Base64.getEncoder()
                                                        .encodeToString(
                                                                (user
                                                                                + ":"
                                                                                + given.environment(
                                                                                                "MLFLOW_TRACKING_PASSWORD")
                                                                                        .orElse(""))
                                                                        .getBytes(
                                                                                StandardCharsets
                                                                                        .UTF_8)))
                        .or(
                                () ->
                                        given.environment("MLFLOW_TRACKING_TOKEN")
                                                .map(token -> "Bearer " + token))
                        .orElse("");
        return new RestCalls(base, authorization);
    }

    String base() {
        return base;
    }

    JsonNode get(String path, Map<String, String> query) {
        return call(path + text(query), HttpRequest.Builder::GET);
    }

    JsonNode post(String path, Map<String, Object> fields) {
        byte[] body = Item.JSON.writeValueAsBytes(fields);
        return call(
                path,
                request ->
                        request.header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofByteArray(body)));
    }

    /** Opens a file that the server sends; the caller closes it. */
    InputStream open(String path, Map<String, String> query) throws IOException {
        return wire.open(URI.create(base + path + text(query)), this::authorized);
    }

    private static String text(Map<String, String> query) {
        List<String> pairs = new ArrayList<>();
        query.forEach(
                (name, value) ->
                        pairs.add(name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8)));
        return pairs.isEmpty() ? "" : "?" + String.join("&", pairs);
    }

    private JsonNode call(String path, UnaryOperator<HttpRequest.Builder> method) {
        byte[] body =
                wire.call(
                                "The MLflow at " + base,
                                URI.create(base + "/api/2.0/mlflow/" + path),
                                request -> method.apply(authorized(request)))
                        .body();
        try {
            JsonNode answer = Item.JSON.readTree(body);
            if (answer.isObject()) {
                return answer;
            }
        } catch (JacksonException noJson) {
            throw noMlflow();
        }
        throw noMlflow();
    }

    private HttpRequest.Builder authorized(HttpRequest.Builder request) {
        return authorization.isEmpty() ? request : request.header("Authorization", authorization);
    }

    private ClewException noMlflow() {
        return ClewException.invalid("WHERE", base + " does not answer as an MLflow does");
    }

    /** Visits all pages of a search by POST. */
    void search(String path, Map<String, Object> fields, String list, Consumer<JsonNode> visitor) {
        String token = "";
        do {
            Map<String, Object> page = new LinkedHashMap<>(fields);
            if (!token.isEmpty()) {
                page.put("page_token", token);
            }
            JsonNode answer = post(path, page);
            answer.path(list).forEach(visitor);
            token = next(answer);
        } while (!token.isEmpty());
    }

    /** Visits all pages of a search by GET. */
    void list(String path, Map<String, String> query, String list, Consumer<JsonNode> visitor) {
        String token = "";
        do {
            Map<String, String> page = new LinkedHashMap<>(query);
            if (!token.isEmpty()) {
                page.put("page_token", token);
            }
            JsonNode answer = get(path, page);
            answer.path(list).forEach(visitor);
            token = next(answer);
        } while (!token.isEmpty());
    }

    static String next(JsonNode answer) {
        return answer.path("next_page_token").asString("");
    }

    @Override
    public void close() {
        wire.close();
    }
}
