package io.clew.protocol.openlineage.marquez.routes;

import io.clew.http.Method;
import io.clew.http.Response;
import io.clew.http.json.Json;
import io.clew.http.json.JsonObject;
import io.clew.model.ClewException;
import io.clew.model.ErrorCode;
import io.clew.protocol.openlineage.accept.EventIntake;
import io.clew.protocol.openlineage.accept.Origin;
import io.clew.protocol.openlineage.accept.Outcome;
import io.clew.protocol.openlineage.marquez.routes.LegacyEvents.Name;
import io.clew.protocol.openlineage.marquez.rows.MarquezStore;
import io.clew.protocol.openlineage.marquez.rows.RunRow;
import io.clew.protocol.openlineage.marquez.rows.RunRows;
import io.clew.protocol.openlineage.marquez.rows.Thing;
import io.clew.protocol.openlineage.marquez.rows.Things;
import io.clew.protocol.openlineage.marquez.wire.MarquezCall;
import io.clew.protocol.openlineage.marquez.wire.Shapes;
import io.clew.protocol.openlineage.marquez.wire.Uuids;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * Answers the calls by which clients wrote to Marquez before it took events; each becomes an event.
 */
final class LegacyRoutes {
    private static final String JOB = "/namespaces/{namespace}/jobs/{job}";
    private static final int CREATED = 201;

    private final MarquezStore store;
    private final InstantSource clock;
    private final Lookups lookups;
    private final EventIntake intake;
    private final Tagging tagging;
    private final RunRoutes runs;

    LegacyRoutes(
            MarquezStore store,
            InstantSource clock,
            Lookups lookups,
            EventIntake intake,
            RunRoutes runs) {
        this.store = store;
        this.clock = clock;
        this.lookups = lookups;
        this.intake = intake;
        this.tagging = new Tagging(store);
        this.runs = runs;
    }

    /** Adds the routes. */
    void addTo(Endpoints endpoints) {
        endpoints
                .add(Method.PUT, "/namespaces/{namespace}/datasets/{dataset}", this::putDataset)
                .add(Method.PUT, JOB, this::putJob)
                .add(Method.POST, JOB + "/runs", this::createRun)
                .add(Method.POST, "/jobs/runs/{id}/start", call -> mark(call, "START"))
                .add(Method.POST, "/jobs/runs/{id}/complete", call -> mark(call, "COMPLETE"))
                .add(Method.POST, "/jobs/runs/{id}/fail", call -> mark(call, "FAIL"))
                .add(Method.POST, "/jobs/runs/{id}/abort", call -> mark(call, "ABORT"));
    }

    private LegacyEvents events() {
        return new LegacyEvents(clock.millis());
    }

    private void accept(MarquezCall call, String operation, byte[] event) {
        Outcome outcome =
                intake.accept(call.workspace(), new Origin(call.by(), operation), List.of(event))
                        .getFirst();
        if (outcome instanceof Outcome.Refused refused) {
            throw refused.reason();
        }
    }

    private Response putDataset(MarquezCall call) throws IOException {
        JsonObject meta = call.body();
        Name name =
                new Name(
                        Checks.name("namespace", call.path("namespace"), Checks.NAME_CHARS_MAX),
                        Checks.name("dataset", call.path("dataset"), Checks.NAME_CHARS_MAX));
        List<String> tags = meta.texts("tags");
        tags.forEach(tag -> Checks.name("tags", tag, Checks.TAG_CHARS_MAX));
        String runId = meta.optionalText("runId").orElse(null);
        if (runId == null) {
            accept(call, "datasets/put", events().dataset(name, meta));
        } else {
            Name job = jobOf(call, runId);
            accept(call, "datasets/put", events().output(runId, job, name, meta));
        }
        Thing dataset =
                store.read(call, scope -> lookups.dataset(scope, name.namespace(), name.name()));
        tags.forEach(
                tag ->
                        tagging.add(
                                call,
                                "datasets/put",
                                Deletions.urn(Things.DATASETS, dataset),
                                tag));
        return Answers.of(
                store.read(call, scope -> lookups.entities(scope).dataset(dataset))::write);
    }

    private Name jobOf(MarquezCall call, String runId) {
        return store.read(
                call,
                scope -> {
                    RunRow run = Lookups.run(scope, runId);
                    var urn = lookups.entities(scope).graph().urn(run.jobId());
                    return new Name(urn.segment(0), urn.last());
                });
    }

    private Response putJob(MarquezCall call) throws IOException {
        Name name =
                new Name(
                        Checks.name("namespace", call.path("namespace"), Checks.NAME_CHARS_MAX),
                        Checks.name("job", call.path("job"), Checks.NAME_CHARS_MAX));
        accept(call, "jobs/put", events().job(name, call.body()));
        return Answers.of(
                store.read(
                                call,
                                scope ->
                                        lookups.entities(scope)
                                                .job(
                                                        Lookups.job(
                                                                scope,
                                                                name.namespace(),
                                                                name.name())))
                        ::write);
    }

    private Response createRun(MarquezCall call) throws IOException {
        JsonObject meta = call.body();
        Thing job =
                store.read(
                        call,
                        scope -> Lookups.job(scope, call.path("namespace"), call.path("job")));
        String runId = meta.optionalText("id").orElseGet(() -> UUID.randomUUID().toString());
        if (!Uuids.isOne(runId)) {
            throw ClewException.invalid("id", "id must be a UUID");
        }
        if (store.read(call, scope -> RunRows.find(scope, runId)).isPresent()) {
            throw new ClewException(
                    ErrorCode.INVALID_PARAMETER,
                    "Run '%s' already exists for '%s' under namespace '%s'."
                            .formatted(runId, job.name(), job.namespace()));
        }
        accept(call, "runs/create", events().created(runId, Name.of(job), meta));
        return Response.json(CREATED, Json.bytes(runs.view(call, runId)::write))
                .withHeader("Location", Endpoints.BASE + "/jobs/runs/" + runId);
    }

    private Response mark(MarquezCall call, String type) {
        String runId = call.path("id");
        Name job = jobOf(call, runId);
        String at = call.instant("at").map(when -> Shapes.time(when.toEpochMilli())).orElse(null);
        accept(call, "runs/" + type.toLowerCase(Locale.ROOT), events().state(runId, job, type, at));
        return Answers.of(runs.view(call, runId)::write);
    }
}
