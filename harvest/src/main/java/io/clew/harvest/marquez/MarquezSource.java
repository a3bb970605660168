package io.clew.harvest.marquez;

import io.clew.harvest.Item;
import io.clew.harvest.Sink;
import io.clew.harvest.Source;
import io.clew.harvest.wire.Wire;
import io.clew.model.ClewException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Pages through the events of a Marquez by their time, with {@code GET /api/v1/events/lineage}.
 *
 * <p>Each page begins at the time of the last event of the page before, since several events may
 * share a time and their order among themselves is not fixed: so some are sent twice, and dropped
 * by the server, and none is left out.
 */
final class MarquezSource implements Source {

    /** How late an event may come, by its own time, and still be brought by the next pass. */
    private static final Duration LATE_MAX = Duration.ofHours(1);

    private final Wire wire;
    private final String base;
    private final int pageSize;

    MarquezSource(Wire wire, String url, int pageSize) {
        this.wire = wire;
        this.base = Wire.base(url, "/", "/api/v1");
        this.pageSize = pageSize;
    }

    @Override
    public String origin() {
        return base;
    }

    /**
     * Says from where to read on.
     *
     * @param from event time; events at this very time may be read again
     * @param skip events to leave out from there: not 0 only while more events than a page holds
     *     have one and the same time
     */
    private record Place(Instant from, long skip) {

        static Place of(String position) {
            int space = position.indexOf(' ');
            try {
                return position.isEmpty()
                        ? new Place(Instant.EPOCH, 0)
                        : new Place(
                                Instant.parse(position.substring(0, Math.max(space, 0))),
                                Long.parseLong(position.substring(space + 1)));
            } catch (DateTimeException | NumberFormatException foreign) {
                throw ClewException.invalid(
                        "position",
                        "The server holds a position that is none of a Marquez: begin anew with --restart");
            }
        }

        String text() {
            return from + " " + skip;
        }

        Place notBefore(Instant first) {
            return from.isBefore(first) ? new Place(first, skip) : this;
        }

        Place after(List<JsonNode> events) {
            Instant last = from;
            for (JsonNode event : events) {
                Instant time = time(event);
                last = time.isAfter(last) ? time : last;
            }
            return last.isAfter(from) ? new Place(last, 0) : new Place(from, skip + events.size());
        }
    }

    @Override
    public void read(String position, Sink sink) {
        Place at = Place.of(position);
        long sent = 0;
        while (true) {
            Page page = page(at);
            boolean last = page.events().size() < pageSize;
            Place next = at.after(page.events());
            if (last) {
                next = new Place(next.from().minus(LATE_MAX), 0).notBefore(Instant.EPOCH);
            }
            sink.expect(sent + page.total());
            List<Item> items = new ArrayList<>();
            page.events().forEach(event -> items.add(Item.of(nameOf(event), event)));
            sink.put(items, next.text());
            sent += items.size();
            if (last) {
                return;
            }
            at = next;
        }
    }

    private static String nameOf(JsonNode event) {
        return "%s of %s/%s at %s"
                .formatted(
                        event.path("eventType").asString("event"),
                        event.path("job").path("namespace").asString("?"),
                        event.path("job").path("name").asString("?"),
                        event.path("eventTime").asString("?"));
    }

    /** Returns an event's time in whole milliseconds: sources keep more or fewer digits. */
    private static Instant time(JsonNode event) {
        try {
            return OffsetDateTime.parse(event.path("eventTime").asString(""))
                    .toInstant()
                    .truncatedTo(ChronoUnit.MILLIS);
        } catch (DateTimeException none) {
            return Instant.EPOCH;
        }
    }

    /**
     * Holds some events, oldest first.
     *
     * @param total events that the Marquez has at or after the asked moment, as it says
     */
    private record Page(List<JsonNode> events, long total) {}

    private Page page(Place at) {
        URI target =
                URI.create(
                        "%s/api/v1/events/lineage?after=%s&sortDirection=asc&limit=%d&offset=%d"
                                .formatted(
                                        base,
                                        URLEncoder.encode(
                                                at.from().toString(), StandardCharsets.UTF_8),
                                        pageSize,
                                        at.skip()));
        byte[] body = wire.call("The Marquez at " + base, target, HttpRequest.Builder::GET).body();
        try {
            JsonNode answer = Item.JSON.readTree(body);
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

    @Override
    public void close() {
        wire.close();
    }
}
