package io.clew.protocol.openlineage.marquez.routes;

import io.clew.http.Method;
import io.clew.http.Response;
import io.clew.http.json.Json;
import io.clew.model.ClewException;
import io.clew.protocol.openlineage.accept.EventIntake;
import io.clew.protocol.openlineage.accept.Origin;
import io.clew.protocol.openlineage.accept.Outcome;
import io.clew.protocol.openlineage.marquez.rows.EventPages;
import io.clew.protocol.openlineage.marquez.rows.MarquezStore;
import io.clew.protocol.openlineage.marquez.wire.MarquezCall;
import io.clew.protocol.openlineage.marquez.wire.MarquezErrors;
import io.clew.protocol.openlineage.marquez.wire.Page;
import io.clew.protocol.openlineage.routes.Admission;
import io.clew.protocol.openlineage.routes.LineageRoutes;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Takes events as Marquez does, and gives back the events of runs as they came. */
final class EventRoutes {
    /** Most bytes of an event. */
    private static final long EVENT_BYTES_MAX = LineageRoutes.BODY_BYTES_MAX;

    /** Events read at a time: bounds the memory of a long page. */
    private static final int CHUNK = 50;

    private static final int CREATED = 201;

    private final MarquezStore store;
    private final EventIntake intake;
    private final Admission admission;

    EventRoutes(MarquezStore store, EventIntake intake, Admission admission) {
        this.store = store;
        this.intake = intake;
        this.admission = admission;
    }

    /** Adds the routes. */
    void addTo(Endpoints endpoints) {
        endpoints
                .at(Method.POST, Endpoints.BASE + "/lineage", EVENT_BYTES_MAX, this::accept)
                .add(Method.GET, "/events/lineage", this::list)
                .add(Method.GET, "/events", this::list);
    }

    /** Answers as Marquez does: 201 without a body. */
    private Response accept(MarquezCall call) throws IOException {
        Outcome outcome;
        try (Admission.Call admitted = admission.begin()) {
            byte[] event = admitted.read(call.unreadBody(), EVENT_BYTES_MAX);
            outcome =
                    intake.accept(
                                    call.workspace(),
                                    new Origin(call.by(), "lineage"),
                                    List.of(event))
                            .getFirst();
        }
        return switch (outcome) {
            case Outcome.Accepted accepted -> {
                Response answer = Response.empty(CREATED);
                yield accepted.warnings().isEmpty()
                        ? answer
                        : answer.withHeader("X-Clew-Warning", header(accepted.warnings()));
            }
            case Outcome.Refused refused -> MarquezErrors.of(refused.reason());
        };
    }

    private static String header(List<String> warnings) {
        return String.join(" ", warnings).replaceAll("[^\\x20-\\x7e]", "?");
    }

    private Response list(MarquezCall call) {
        Page page = call.page();
        String sort = call.query("sortDirection").orElse("desc").toLowerCase(Locale.ROOT);
        if (!sort.equals("asc") && !sort.equals("desc")) {
            throw ClewException.invalid(
                    "sortDirection", "query param sortDirection must be one of asc, desc");
        }
        EventPages.Span span =
                new EventPages.Span(
                        call.instant("after").map(Instant::toEpochMilli).orElse(Long.MIN_VALUE),
                        call.instant("before").map(Instant::toEpochMilli).orElse(Long.MAX_VALUE));
        record Found(List<Long> positions, long total) {}
        Found found =
                store.read(
                        call,
                        scope ->
                                new Found(
                                        EventPages.list(scope, span, sort.equals("desc"), page),
                                        EventPages.count(scope, span)));
        return Response.stream(
                200, "application/json", -1, out -> write(call, out, found.positions, found.total));
    }

    /** Events are written as they came, byte for byte. */
    private void write(MarquezCall call, OutputStream out, List<Long> positions, long total)
            throws IOException {
        out.write("{\"events\":[".getBytes(StandardCharsets.UTF_8));
        for (int from = 0; from < positions.size(); from += CHUNK) {
            List<Long> some = positions.subList(from, Math.min(positions.size(), from + CHUNK));
            List<byte[]> events = new ArrayList<>();
            store.read(
                    call,
                    scope -> {
                        EventPages.read(scope, some, events::add);
                        return some;
                    });
            for (int i = 0; i < events.size(); i++) {
                if (from + i > 0) {
                    out.write(',');
                }
                out.write(events.get(i));
            }
        }
        out.write("],".getBytes(StandardCharsets.UTF_8));
        byte[] rest = Json.bytes(json -> json.number("totalCount", total));
        out.write(rest, 1, rest.length - 1);
    }
}
