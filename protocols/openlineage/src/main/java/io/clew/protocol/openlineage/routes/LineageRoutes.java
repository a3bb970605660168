package io.clew.protocol.openlineage.routes;

import io.clew.http.Method;
import io.clew.http.Request;
import io.clew.http.Response;
import io.clew.http.Route;
import io.clew.http.json.Json;
import io.clew.http.json.Problem;
import io.clew.model.ClewException;
import io.clew.model.Workspace;
import io.clew.protocol.openlineage.accept.EventIntake;
import io.clew.protocol.openlineage.accept.Origin;
import io.clew.protocol.openlineage.accept.Outcome;
import io.clew.protocol.openlineage.accept.Outcome.Accepted;
import io.clew.protocol.openlineage.accept.Outcome.Refused;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/** Takes events over HTTP: one by one, or many at once. */
public final class LineageRoutes {
    /** Where events are sent, as clients have it built in. */
    public static final String EVENT = "/api/v1/lineage";

    /** Where batches of events are sent. */
    public static final String BATCH = EVENT + "/batch";

    /**
     * Most bytes of a body, unpacked: events of 10 MB exist, and a thousand of 20 kB are one batch.
     */
    public static final long BODY_BYTES_MAX = 32L << 20;

    private static final int UNSUPPORTED_MEDIA_TYPE = 415;
    private static final Set<String> PARAMETERS = Set.of("workspace");

    private final EventIntake intake;
    private final Admission admission;

    /**
     * Makes the routes.
     *
     * @param admission bounds what is in work at a time
     */
    public LineageRoutes(EventIntake intake, Admission admission) {
        this.intake = intake;
        this.admission = admission;
    }

    /** Returns the routes. */
    public List<Route> all() {
        return List.of(
                new Route(Method.POST, EVENT, BODY_BYTES_MAX, this::event),
                new Route(Method.POST, BATCH, BODY_BYTES_MAX, this::batch));
    }

    private Response event(Request request) throws IOException {
        return taken(
                request,
                "lineage",
                body -> List.of(EventArray.trimmed(body)),
                LineageRoutes::answer);
    }

    private Response batch(Request request) throws IOException {
        return taken(
                request,
                "lineage/batch",
                body -> EventArray.split(body, EventIntake.EVENTS_MAX),
                BatchAnswer::of);
    }

    /** Tells the events of a body. */
    private interface Reading {
        List<byte[]> events(byte[] body);
    }

    /** Tells what became of them. */
    private interface Telling {
        Response answer(List<Outcome> outcomes);
    }

    private Response taken(Request request, String operation, Reading reading, Telling telling)
            throws IOException {
        Sender.checkParameters(request, PARAMETERS);
        Workspace workspace = Sender.workspace(request);
        if (!Sender.isJson(request)) {
            return Problem.of(
                    UNSUPPORTED_MEDIA_TYPE,
                    ClewException.invalid(
                            "Content-Type", "Content-Type is another: expected application/json."));
        }
        try (Admission.Call call = admission.begin()) {
            List<byte[]> events = reading.events(call.read(request.body(), BODY_BYTES_MAX));
            Origin origin = new Origin(Sender.caller(request), operation);
            return telling.answer(
                    events.isEmpty() ? List.of() : intake.accept(workspace, origin, events));
        }
    }

    private static Response answer(List<Outcome> outcomes) {
        return switch (outcomes.getFirst()) {
            case Refused refused -> throw refused.reason();
            case Accepted accepted ->
                    accepted.equals(Plain.OUTCOME) ? Plain.ANSWER : answer(accepted);
        };
    }

    private static Response answer(Accepted accepted) {
        return Response.json(
                201,
                Json.bytes(
                        out ->
                                out.bool("duplicate", accepted.duplicate())
                                        .texts("warnings", accepted.warnings())));
    }

    /** Keeps the answer to nearly all events, made when it is first wanted. */
    private static final class Plain {
        static final Accepted OUTCOME = new Accepted(false, List.of());
        static final Response ANSWER = answer(OUTCOME);
    }
}
