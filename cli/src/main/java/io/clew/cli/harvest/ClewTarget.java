package io.clew.cli.harvest;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Sends events to a Clew by {@code POST /api/v1/lineage/batch}. */
final class ClewTarget {

    private static final int NOTHING_TO_SAY = 204;

    private final Wire wire;
    private final String base;
    private final URI batch;

    ClewTarget(Wire wire, String url, @Nullable String workspace) {
        this.wire = wire;
        this.base = Wire.base(url, "/");
        this.batch =
                URI.create(
                        base
                                + "/api/v1/lineage/batch"
                                + (workspace == null
                                        ? ""
                                        : "?workspace="
                                                + URLEncoder.encode(
                                                        workspace, StandardCharsets.UTF_8)));
    }

    /**
     * Says why one event was not taken.
     *
     * @param index of the event among those that were sent
     * @param retriable whether it may be taken later
     */
    record Refusal(int index, String reason, boolean retriable) {}

    /** Sends events, in order, and returns those that were not taken. */
    List<Refusal> send(List<byte[]> events) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (byte[] event : events) {
            body.write(body.size() == 0 ? '[' : ',');
            body.writeBytes(event);
        }
        body.write(']');
        HttpResponse<byte[]> answer =
                wire.call(
                        "The Clew at " + base,
                        batch,
                        request ->
                                request.header("Content-Type", "application/json")
                                        .POST(
                                                HttpRequest.BodyPublishers.ofByteArray(
                                                        body.toByteArray())));
        List<Refusal> refusals = new ArrayList<>();
        if (answer.statusCode() != NOTHING_TO_SAY) {
            for (JsonNode failed :
                    MarquezSource.JSON.readTree(answer.body()).path("failed_events")) {
                refusals.add(
                        new Refusal(
                                failed.path("index").asInt(0),
                                failed.path("reason").asString(""),
                                failed.path("retriable").asBoolean(false)));
            }
        }
        return refusals;
    }
}
