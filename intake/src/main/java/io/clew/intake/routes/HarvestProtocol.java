package io.clew.intake.routes;

import io.clew.http.Method;
import io.clew.http.Protocol;
import io.clew.http.Request;
import io.clew.http.Response;
import io.clew.http.Route;
import io.clew.http.json.Json;
import io.clew.http.json.JsonObject;
import io.clew.http.json.Problem;
import io.clew.identity.Segments;
import io.clew.intake.Harvest;
import io.clew.intake.Harvests;
import io.clew.intake.RecordIntake.Outcome;
import io.clew.intake.Sent;
import io.clew.intake.Shown;
import io.clew.model.ClewException;
import io.clew.model.ErrorCode;
import io.clew.store.blobs.Blob;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Serves harvesters, and who asks how harvests go, below {@code /api/v1/harvests}. */
public final class HarvestProtocol implements Protocol {

    private static final String BASE = "/api/v1/harvests";

    /** Room for the names, and for marks of a position. */
    private static final long BODY_BYTES_MAX = 1 << 20;

    /** Most names of one question for what changed. */
    private static final int CHANGED_MAX = 10_000;

    private static final int UNSUPPORTED_MEDIA_TYPE = 415;

    private final Harvests harvests;

    public HarvestProtocol(Harvests harvests) {
        this.harvests = harvests;
    }

    @Override
    public String name() {
        return "clew";
    }

    @Override
    public List<String> prefixes() {
        return List.of(BASE);
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.of(Method.GET, BASE, this::list),
                new Route(Method.POST, BASE, BODY_BYTES_MAX, this::begin),
                Route.of(Method.GET, BASE + "/{id}", this::one),
                Route.of(Method.GET, BASE + "/{id}/errors", this::errors),
                Route.of(Method.POST, BASE + "/{id}/batches", this::take),
                Route.of(Method.PUT, BASE + "/{id}/files/{path...}", this::file),
                Route.of(Method.POST, BASE + "/{id}/changed", this::changed),
                Route.of(Method.GET, BASE + "/{id}/known", this::known),
                new Route(Method.POST, BASE + "/{id}/end", BODY_BYTES_MAX, this::end));
    }

    private Response list(Request request) {
        Asked asked = Asked.of(request, Set.of("workspace", "limit", "cursor"));
        int limit = asked.limit();
        List<Harvest> page = harvests.page(asked.workspace(), asked.numberAfter(), limit + 1);
        List<Harvest> shown = page.subList(0, Math.min(limit, page.size()));
        return Response.json(
                200,
                Json.bytes(
                        out -> {
                            out.objects("harvests", shown, HarvestJson::harvest);
                            HarvestJson.next(
                                    out,
                                    page.size() > limit
                                            ? Long.toString(shown.getLast().id())
                                            : null);
                        }));
    }

    private Response one(Request request) {
        Asked asked = Asked.of(request, Set.of("workspace"));
        return answer(harvests.get(asked.workspace(), asked.id()));
    }

    private Response errors(Request request) {
        Asked asked = Asked.of(request, Set.of("workspace", "limit", "cursor"));
        int limit = asked.limit();
        List<Harvest.Problem> page =
                harvests.errors(asked.workspace(), asked.id(), asked.textAfter(), limit + 1);
        List<Harvest.Problem> shown = page.subList(0, Math.min(limit, page.size()));
        return Response.json(
                200,
                Json.bytes(
                        out -> {
                            out.objects("errors", shown, HarvestJson::problem);
                            HarvestJson.next(
                                    out,
                                    page.size() > limit
                                            ? Asked.cursor(shown.getLast().what())
                                            : null);
                        }));
    }

    private Response begin(Request request) throws IOException {
        Asked asked = Asked.of(request, Set.of("workspace"));
        requireType(request, "application/json");
        JsonObject body = Json.readObject(request.body().bytes());
        String kind = body.nonEmptyText("kind");
        String origin = body.nonEmptyText("origin");
        if (kind.length() > Shown.NAME_CHARS_MAX || origin.length() > Shown.NAME_CHARS_MAX) {
            throw body.invalid(
                    kind.length() > Shown.NAME_CHARS_MAX ? "kind" : "origin",
                    "expected up to %d characters".formatted(Shown.NAME_CHARS_MAX));
        }
        return answer(harvests.begin(asked.workspace(), kind, origin, body.bool("restart")));
    }

    private Response take(Request request) throws IOException {
        Asked asked = Asked.of(request, Set.of("workspace"));
        requireType(request, "application/x-ndjson");
        Sent sent = SentBatch.read(request.body().bytes());
        List<Outcome> outcomes =
                harvests.take(asked.workspace(), caller(request), asked.id(), sent);
        List<Integer> refused =
                IntStream.range(0, outcomes.size())
                        .filter(i -> outcomes.get(i).refusal() != null)
                        .boxed()
                        .toList();
        return Response.json(
                200,
                Json.bytes(
                        out ->
                                out.bool(
                                                "repeated",
                                                outcomes.isEmpty() && !sent.records().isEmpty())
                                        .objects(
                                                "refused",
                                                refused,
                                                (one, i) ->
                                                        one.number("index", i)
                                                                .text(
                                                                        "reason",
                                                                        outcomes.get(i)
                                                                                .refusal()))));
    }

    private Response file(Request request) throws IOException {
        Asked asked = Asked.of(request, Set.of("workspace", "pass"));
        requireType(request, "application/octet-stream");
        try (InputStream body = request.body().stream()) {
            Blob file =
                    harvests.file(
                            asked.workspace(),
                            caller(request),
                            asked.id(),
                            asked.pass(),
                            request.pathParam("path"),
                            body);
            return Response.json(
                    200,
                    Json.bytes(
                            out ->
                                    out.text("sha256", file.sha256())
                                            .number("size_bytes", file.sizeBytes())));
        }
    }

    private Response changed(Request request) throws IOException {
        Asked asked = Asked.of(request, Set.of("workspace"));
        requireType(request, "application/json");
        JsonObject marks = Json.readObject(request.body().bytes()).object("marks");
        if (marks.names().size() > CHANGED_MAX) {
            throw marks.invalid("marks", "expected at most " + CHANGED_MAX);
        }
        Map<String, String> all = new LinkedHashMap<>();
        marks.names().forEach(name -> all.put(name, marks.text(name)));
        Set<String> changed = harvests.changed(asked.workspace(), asked.id(), all);
        return Response.json(200, Json.bytes(out -> out.texts("changed", changed)));
    }

    private Response known(Request request) {
        Asked asked = Asked.of(request, Set.of("workspace", "prefix", "limit", "cursor"));
        int limit = asked.limit();
        String prefix = request.query().first("prefix").orElse("");
        if (prefix.length() > Shown.NAME_CHARS_MAX || prefix.indexOf('\0') >= 0) {
            throw ClewException.invalid("prefix", "expected a beginning of names");
        }
        List<String> page =
                harvests.known(asked.workspace(), asked.id(), prefix, asked.textAfter(), limit + 1);
        List<String> shown = page.subList(0, Math.min(limit, page.size()));
        return Response.json(
                200,
                Json.bytes(
                        out -> {
                            out.texts("known", shown);
                            HarvestJson.next(
                                    out,
                                    page.size() > limit ? Asked.cursor(shown.getLast()) : null);
                        }));
    }

    private Response end(Request request) throws IOException {
        Asked asked = Asked.of(request, Set.of("workspace"));
        requireType(request, "application/json");
        JsonObject body = Json.readObject(request.body().bytes());
        long pass = body.integer("pass");
        Harvest.State state = state(body);
        Optional<String> reason = body.optionalText("reason");
        return answer(
                harvests.end(asked.workspace(), asked.id(), pass, state, reason.orElse(null)));
    }

    private static Harvest.State state(JsonObject body) {
        return switch (body.nonEmptyText("state")) {
            case "complete" -> Harvest.State.COMPLETE;
            case "stopped" -> Harvest.State.STOPPED;
            case "failed" -> Harvest.State.FAILED;
            default -> throw body.invalid("state", "expected complete, stopped or failed");
        };
    }

    private static Response answer(Harvest harvest) {
        return Response.json(200, Json.bytes(out -> HarvestJson.harvest(out, harvest)));
    }

    private static String caller(Request request) {
        String name = request.caller().claimedName();
        return name == null || name.isBlank() ? "anonymous" : Segments.of(name);
    }

    /** A page of another site can send a form or plain text without asking first, but not these. */
    private static void requireType(Request request, String type) {
        String given = request.header("Content-Type").orElse("");
        int end = given.indexOf(';');
        String plain = (end < 0 ? given : given.substring(0, end)).strip();
        if (!plain.toLowerCase(Locale.ROOT).equals(type)) {
            throw ClewException.invalid(
                    "Content-Type",
                    "Content-Type is %s: expected %s."
                            .formatted(given.isEmpty() ? "missing" : "another", type));
        }
    }

    @Override
    public Response refuse(Request request, ClewException refusal) {
        return "Content-Type".equals(refusal.field())
                ? Problem.of(UNSUPPORTED_MEDIA_TYPE, refusal)
                : Problem.of(refusal);
    }

    @Override
    public Response refuse(int status, ClewException refusal) {
        return Problem.of(status, refusal);
    }

    @Override
    public Response unknownRoute(Request request, Set<Method> allowed) {
        if (allowed.isEmpty()) {
            return Problem.of(
                    ClewException.notFound(
                            "There is no call %s: expected %s, or below it an id and errors, batches or end."
                                    .formatted(request.rawPath(), BASE)));
        }
        String methods =
                allowed.stream().map(Method::name).sorted().collect(Collectors.joining(", "));
        return Problem.of(
                        405,
                        new ClewException(
                                ErrorCode.INVALID_PARAMETER,
                                "%s takes %s and not %s."
                                        .formatted(request.rawPath(), methods, request.method())))
                .withHeader("Allow", methods);
    }
}
