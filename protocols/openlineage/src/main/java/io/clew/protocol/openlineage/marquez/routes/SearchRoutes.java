package io.clew.protocol.openlineage.marquez.routes;

import io.clew.http.Method;
import io.clew.http.Response;
import io.clew.http.json.JsonWriter;
import io.clew.model.ClewException;
import io.clew.protocol.openlineage.marquez.rows.MarquezStore;
import io.clew.protocol.openlineage.marquez.rows.SearchRows;
import io.clew.protocol.openlineage.marquez.rows.SearchRows.Found;
import io.clew.protocol.openlineage.marquez.rows.SearchRows.Wanted;
import io.clew.protocol.openlineage.marquez.rows.Thing;
import io.clew.protocol.openlineage.marquez.views.DatasetView;
import io.clew.protocol.openlineage.marquez.views.JobView;
import io.clew.protocol.openlineage.marquez.views.RunView;
import io.clew.protocol.openlineage.marquez.wire.MarquezCall;
import io.clew.protocol.openlineage.marquez.wire.NodeId;
import io.clew.protocol.openlineage.marquez.wire.Page;
import io.clew.protocol.openlineage.marquez.wire.Shapes;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Answers the two searches of Marquez's web client: by name, and with what the things say. */
final class SearchRoutes {
    private static final int LIMIT_DEFAULT = 10;
    private static final String BETA = "/marquez/api/v2beta/search";

    /** Most things of the search that shows facets: as many as Marquez's has. */
    private static final int HITS_MAX = 10;

    private final MarquezStore store;
    private final Lookups lookups;

    SearchRoutes(MarquezStore store, Lookups lookups) {
        this.store = store;
        this.lookups = lookups;
    }

    /** Adds the routes. */
    void addTo(Endpoints endpoints) {
        endpoints
                .add(Method.GET, "/search", this::search)
                .at(Method.GET, BETA + "/jobs", 0, this::jobs)
                .at(Method.GET, BETA + "/datasets", 0, this::datasets);
    }

    private Response search(MarquezCall call) {
        String filter = call.query("filter").orElse("all").toLowerCase(Locale.ROOT);
        if (!List.of("all", "job", "dataset").contains(filter)) {
            throw ClewException.invalid("filter", "query param filter must be one of JOB, DATASET");
        }
        String sort = call.query("sort").orElse("name").toLowerCase(Locale.ROOT);
        if (!List.of("name", "update_at", "updated_at").contains(sort)) {
            throw ClewException.invalid("sort", "query param sort must be one of NAME, UPDATE_AT");
        }
        Wanted wanted =
                new Wanted(
                        call.required("q"),
                        !filter.equals("dataset"),
                        !filter.equals("job"),
                        call.query("namespace").orElse(null),
                        date(call, "after").orElse(Long.MIN_VALUE),
                        date(call, "before").orElse(Long.MAX_VALUE),
                        !sort.equals("name"));
        int limit = call.integer("limit", LIMIT_DEFAULT, 0, Page.LIMIT_MAX);
        return store.read(
                call,
                scope -> {
                    List<Found> found = SearchRows.find(scope, wanted, limit);
                    long total =
                            found.size() < limit ? found.size() : SearchRows.count(scope, wanted);
                    return Answers.of(
                            out ->
                                    out.number("totalCount", total)
                                            .objects("results", found, SearchRoutes::write));
                });
    }

    private static Optional<Long> date(MarquezCall call, String name) {
        try {
            return call.query(name)
                    .map(text -> LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC))
                    .map(day -> day.toInstant().toEpochMilli());
        } catch (DateTimeParseException noDate) {
            throw ClewException.invalid(
                    name, "query param " + name + " must be a date such as 2026-01-31");
        }
    }

    private static void write(JsonWriter out, Found found) {
        Thing thing = found.thing();
        out.text("type", found.isJob() ? "JOB" : "DATASET");
        out.text("name", thing.name());
        Shapes.time(out, "updatedAt", thing.updatedMillis());
        out.text("namespace", thing.namespace());
        out.text(
                "nodeId",
                found.isJob()
                        ? NodeId.job(thing.namespace(), thing.name())
                        : NodeId.dataset(thing.namespace(), thing.name()));
    }

    private List<Thing> things(MarquezCall call, boolean jobs) {
        Wanted wanted =
                new Wanted(
                        call.required("q"),
                        jobs,
                        !jobs,
                        null,
                        Long.MIN_VALUE,
                        Long.MAX_VALUE,
                        true);
        return store.read(
                call,
                scope ->
                        SearchRows.find(scope, wanted, HITS_MAX).stream()
                                .map(Found::thing)
                                .toList());
    }

    private Response jobs(MarquezCall call) {
        List<Thing> things = things(call, true);
        List<JobView> jobs = store.read(call, scope -> lookups.entities(scope).jobs(things));
        return hits(jobs, SearchRoutes::writeHit);
    }

    private static void writeHit(JsonWriter out, JobView job) {
        RunView run = job.latestRun();
        out.text("run_id", run == null ? "" : run.row().runId());
        out.text("name", job.thing().name());
        out.text("namespace", job.thing().namespace());
        out.text("eventType", run == null ? "" : eventType(run.row().state()));
        out.text("type", "BATCH");
        out.value("facets", job.facets());
        out.value("runFacets", run == null ? java.util.Map.of() : run.facets());
    }

    private static String eventType(String state) {
        return switch (state) {
            case "COMPLETED" -> "COMPLETE";
            case "FAILED" -> "FAIL";
            case "ABORTED" -> "ABORT";
            case "RUNNING" -> "RUNNING";
            default -> "START";
        };
    }

    private Response datasets(MarquezCall call) {
        List<Thing> things = things(call, false);
        List<DatasetView> datasets =
                store.read(call, scope -> lookups.entities(scope).datasets(things));
        return hits(
                datasets,
                (out, dataset) -> {
                    out.text("run_id", "");
                    out.text("name", dataset.thing().name());
                    out.text("namespace", dataset.thing().namespace());
                    out.text("eventType", "COMPLETE");
                    out.value("facets", dataset.facets());
                });
    }

    /** Answers with what was found; nothing in it is marked, since names are searched only. */
    private static <T> Response hits(
            List<T> hits, java.util.function.BiConsumer<JsonWriter, T> write) {
        return Answers.of(
                out ->
                        out.objects("hits", hits, write)
                                .objects("highlights", hits, (mark, hit) -> {}));
    }
}
