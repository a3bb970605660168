package io.clew.harvest;

import io.clew.harvest.wire.Wire;
import io.clew.model.ClewException;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Calls a Clew at {@code /api/v1/harvests}. */
public final class ClewClient {

    private final Wire wire;
    private final String base;
    private final String query;

    /**
     * Calls a server.
     *
     * @param workspace the workspace to fill; null for the usual one
     */
    public ClewClient(Wire wire, String url, @Nullable String workspace) {
        this.wire = wire;
        this.base = Wire.base(url, "/");
        this.query =
                workspace == null
                        ? ""
                        : "workspace=" + URLEncoder.encode(workspace, StandardCharsets.UTF_8);
    }

    /** Names a pass that the server knows. */
    record Begun(long id, long pass, String position) {}

    /** Says why one record was not taken. */
    record Refusal(int index, String reason) {}

    /** Holds what is sent at once. */
    record Batch(
            long number,
            String position,
            OptionalLong expected,
            List<Item> records,
            Map<String, String> problems) {}

    Begun begin(String kind, String origin, boolean restart) {
        JsonNode answer = post("", Map.of("kind", kind, "origin", origin, "restart", restart));
        return new Begun(
                answer.path("id").asLong(0),
                answer.path("pass").asLong(0),
                answer.path("position").asString(""));
    }

    List<Refusal> send(Begun begun, Batch batch) {
        Map<String, Object> head = new LinkedHashMap<>();
        head.put("pass", begun.pass());
        head.put("batch", batch.number());
        head.put("position", batch.position());
        batch.expected().ifPresent(records -> head.put("expected", records));
        head.put("names", batch.records().stream().map(Item::name).toList());
        if (batch.records().stream().anyMatch(record -> !record.mark().isEmpty())) {
            head.put("marks", batch.records().stream().map(Item::mark).toList());
        }
        if (!batch.problems().isEmpty()) {
            List<Map<String, String>> problems = new ArrayList<>();
            batch.problems()
                    .forEach(
                            (what, reason) -> problems.add(Map.of("what", what, "reason", reason)));
            head.put("problems", problems);
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(Item.JSON.writeValueAsBytes(head));
        for (Item record : batch.records()) {
            body.write('\n');
            body.writeBytes(record.json());
        }
        JsonNode answer =
                json(
                        "/" + begun.id() + "/batches",
                        request ->
                                request.header("Content-Type", "application/x-ndjson")
                                        .POST(
                                                HttpRequest.BodyPublishers.ofByteArray(
                                                        body.toByteArray())));
        List<Refusal> refusals = new ArrayList<>();
        for (JsonNode refused : answer.path("refused")) {
            refusals.add(
                    new Refusal(
                            refused.path("index").asInt(0), refused.path("reason").asString("")));
        }
        return refusals;
    }

    Sink.Stored file(Begun begun, String path, long sizeBytes, Sink.Content content) {
        StringBuilder raw = new StringBuilder("/" + begun.id() + "/files");
        for (String segment : path.split("/")) {
            raw.append('/')
                    .append(URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20"));
        }
        JsonNode answer =
                read(
                        wire.call(
                                        who(),
                                        target(raw.toString(), "pass=" + begun.pass()),
                                        Wire.answerMax(sizeBytes),
                                        request ->
                                                request.header(
                                                                "Content-Type",
                                                                "application/octet-stream")
                                                        .PUT(Wire.stream(content::open)))
                                .body());
        return new Sink.Stored(
                answer.path("sha256").asString(""), answer.path("size_bytes").asLong(0));
    }

    Set<String> changed(Begun begun, Map<String, String> marks) {
        Set<String> changed = new LinkedHashSet<>();
        post("/" + begun.id() + "/changed", Map.of("marks", marks))
                .path("changed")
                .forEach(name -> changed.add(name.asString("")));
        return changed;
    }

    void known(Begun begun, String prefix, Consumer<String> visitor) {
        String cursor = null;
        do {
            JsonNode page =
                    json(
                            "/" + begun.id() + "/known",
                            "limit=1000&prefix="
                                    + URLEncoder.encode(prefix, StandardCharsets.UTF_8)
                                    + (cursor == null ? "" : "&cursor=" + cursor),
                            HttpRequest.Builder::GET);
            page.path("known").forEach(name -> visitor.accept(name.asString("")));
            cursor = page.path("next").asString(null);
        } while (cursor != null);
    }

    void end(Begun begun, String state, @Nullable String reason) {
        post("/" + begun.id() + "/end", ending(begun, state, reason));
    }

    /** Says the end without insisting: what is not told is seen by the silence. */
    void endOnce(Begun begun, String state, @Nullable String reason) {
        byte[] body = Item.JSON.writeValueAsBytes(ending(begun, state, reason));
        wire.tryOnce(target("/" + begun.id() + "/end", ""), request -> posting(request, body));
    }

    private static Map<String, Object> ending(Begun begun, String state, @Nullable String reason) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("pass", begun.pass());
        members.put("state", state);
        if (reason != null) {
            members.put("reason", reason);
        }
        return members;
    }

    /** Returns a page of all harvests of the workspace. */
    public JsonNode harvests(@Nullable String cursor) {
        return get("", cursor);
    }

    /** Returns one harvest. */
    public JsonNode harvest(long id) {
        return get("/" + id, null);
    }

    /** Returns a page of what a harvest could not bring. */
    public JsonNode errors(long id, @Nullable String cursor) {
        return get("/" + id + "/errors", cursor);
    }

    private JsonNode get(String path, @Nullable String cursor) {
        String page =
                cursor == null ? "" : "cursor=" + URLEncoder.encode(cursor, StandardCharsets.UTF_8);
        return json(path, page, HttpRequest.Builder::GET);
    }

    private JsonNode post(String path, Map<String, Object> members) {
        byte[] body = Item.JSON.writeValueAsBytes(members);
        return json(path, request -> posting(request, body));
    }

    private static HttpRequest.Builder posting(HttpRequest.Builder request, byte[] body) {
        return request.header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    }

    private JsonNode json(String path, UnaryOperator<HttpRequest.Builder> method) {
        return json(path, "", method);
    }

    private JsonNode json(String path, String more, UnaryOperator<HttpRequest.Builder> method) {
        return read(wire.call(who(), target(path, more), method).body());
    }

    private String who() {
        return "The Clew at " + base;
    }

    private JsonNode read(byte[] body) {
        try {
            JsonNode answer = Item.JSON.readTree(body);
            if (answer.isObject()) {
                return answer;
            }
        } catch (JacksonException noJson) {
            throw noClew();
        }
        throw noClew();
    }

    private ClewException noClew() {
        return ClewException.invalid("server", base + " does not answer as a Clew does");
    }

    private URI target(String path, String more) {
        String both = query.isEmpty() || more.isEmpty() ? query + more : query + "&" + more;
        return URI.create(base + "/api/v1/harvests" + path + (both.isEmpty() ? "" : "?" + both));
    }
}
