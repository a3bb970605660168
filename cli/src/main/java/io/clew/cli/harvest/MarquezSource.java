package io.clew.cli.harvest;

import io.clew.model.ClewException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads events of a Marquez by {@code GET /api/v1/events/lineage}. */
final class MarquezSource {

    /** Keeps numbers as they are written, also those that no double can hold. */
    static final JsonMapper JSON =
            JsonMapper.builder()
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .enable(DeserializationFeature.USE_BIG_INTEGER_FOR_INTS)
                    .build();

    private final Wire wire;
    private final String base;

    MarquezSource(Wire wire, String url) {
        this.wire = wire;
        this.base = Wire.base(url, "/", "/api/v1");
    }

    /**
     * Holds some events, oldest first.
     *
     * @param total events that the Marquez has at or after the asked moment, as it says
     */
    record Page(List<JsonNode> events, long total) {}

    /**
     * Reads events at or after a moment, oldest first.
     *
     * @param skip events to leave out at the beginning
     */
    Page read(Instant from, long skip, int limit) {
        URI target =
                URI.create(
                        "%s/api/v1/events/lineage?after=%s&sortDirection=asc&limit=%d&offset=%d"
                                .formatted(
                                        base,
                                        URLEncoder.encode(from.toString(), StandardCharsets.UTF_8),
                                        limit,
                                        skip));
        byte[] body = wire.call("The Marquez at " + base, target, HttpRequest.Builder::GET).body();
        try {
            JsonNode answer = JSON.readTree(body);
            if (answer.path("events").isArray()) {
                List<JsonNode> events = new ArrayList<>();
                answer.path("events").forEach(events::add);
                return new Page(events, answer.path("totalCount").asLong(0));
            }
        } catch (JacksonException noJson) {
            throw notMarquez();
        }
        throw notMarquez();
    }

    private ClewException notMarquez() {
        return ClewException.invalid(
                "url",
                "%s does not answer as a Marquez does: expected {\"events\": […]}".formatted(base));
    }
}
