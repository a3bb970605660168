package io.clew.cli.harvest;

import io.clew.model.ClewException;
import io.clew.model.ErrorCode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/**
 * Pages through the events of a source by their time and sends them on.
 *
 * <p>Each page begins at the time of the last event of the page before, since several events may
 * share a time and their order among themselves is not fixed: so some are sent twice, and dropped
 * by the target, and none is left out.
 */
final class Harvest {

    /** Most events of a page: what most servers answer in a second or two. */
    static final int PAGE_MAX = 1000;

    /** Most bytes of a batch; a body of up to 32 MiB is taken. */
    private static final int BATCH_BYTES_MAX = 16 * 1024 * 1024;

    /** Times a batch with events that may be taken later is sent before it is given up. */
    private static final int TRIES_MAX = 5;

    private static final Duration PROGRESS_EACH = Duration.ofSeconds(5);

    private final MarquezSource source;
    private final ClewTarget target;
    private final Position.File file;
    private final int pageSize;
    private final Consumer<String> refusals;
    private final Consumer<String> progress;
    private long toldAt = System.nanoTime();

    Harvest(
            MarquezSource source,
            ClewTarget target,
            Position.File file,
            int pageSize,
            Consumer<String> refusals,
            Consumer<String> progress) {
        this.source = source;
        this.target = target;
        this.file = file;
        this.pageSize = pageSize;
        this.refusals = refusals;
        this.progress = progress;
    }

    /** Harvests to the end, from where the file says, and returns what was done. */
    Position run() {
        Position at = file.load();
        if (at.sent() > 0) {
            progress.accept("Going on at %s, after %,d events".formatted(at.from(), at.sent()));
        }
        while (true) {
            MarquezSource.Page page = source.read(at.from(), at.skip(), pageSize);
            long refused = send(page.events());
            at = next(at, page.events(), refused);
            if (page.events().size() < pageSize) {
                file.remove();
                return at;
            }
            file.save(at);
            tell(at, page.total());
        }
    }

    private long send(List<JsonNode> events) {
        long refused = 0;
        List<JsonNode> batch = new ArrayList<>();
        List<byte[]> bodies = new ArrayList<>();
        long bytes = 0;
        for (JsonNode event : events) {
            byte[] body = MarquezSource.JSON.writeValueAsBytes(event);
            if (!bodies.isEmpty() && bytes + body.length > BATCH_BYTES_MAX) {
                refused += sendBatch(batch, bodies);
                batch.clear();
                bodies.clear();
                bytes = 0;
            }
            batch.add(event);
            bodies.add(body);
            bytes += body.length;
        }
        return refused + (bodies.isEmpty() ? 0 : sendBatch(batch, bodies));
    }

    private long sendBatch(List<JsonNode> batch, List<byte[]> bodies) {
        for (int attempt = 1; ; attempt++) {
            List<ClewTarget.Refusal> all = target.send(bodies);
            if (all.stream().noneMatch(ClewTarget.Refusal::retriable)) {
                all.forEach(
                        refusal ->
                                refusals.accept(
                                        "Refused: %s: %s"
                                                .formatted(
                                                        name(batch.get(refusal.index())),
                                                        refusal.reason())));
                return all.size();
            }
            if (attempt == TRIES_MAX) {
                throw new ClewException(
                        ErrorCode.UNAVAILABLE,
                        "Clew cannot take some events now (%s); run the same again to go on from here"
                                .formatted(all.getFirst().reason()));
            }
        }
    }

    private static String name(JsonNode event) {
        return "%s of %s/%s at %s"
                .formatted(
                        event.path("eventType").asString("event"),
                        event.path("job").path("namespace").asString("?"),
                        event.path("job").path("name").asString("?"),
                        event.path("eventTime").asString("?"));
    }

    private static Position next(Position at, List<JsonNode> events, long refused) {
        Instant last = at.from();
        for (JsonNode event : events) {
            Instant time = time(event);
            last = time.isAfter(last) ? time : last;
        }
        long sent = at.sent() + events.size();
        return last.isAfter(at.from())
                ? new Position(last, 0, sent, at.refused() + refused)
                : new Position(at.from(), at.skip() + events.size(), sent, at.refused() + refused);
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

    private void tell(Position at, long total) {
        if (System.nanoTime() - toldAt >= PROGRESS_EACH.toNanos()) {
            toldAt = System.nanoTime();
            progress.accept(
                    "%,d events sent, %,d refused, now at %s; %,d to come at most"
                            .formatted(at.sent(), at.refused(), at.from(), Math.max(0, total)));
        }
    }
}
