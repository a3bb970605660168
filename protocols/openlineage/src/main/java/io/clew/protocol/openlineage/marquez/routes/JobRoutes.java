package io.clew.protocol.openlineage.marquez.routes;

import io.clew.http.Method;
import io.clew.http.Response;
import io.clew.http.json.Json;
import io.clew.model.ClewException;
import io.clew.protocol.openlineage.marquez.rows.JobLists;
import io.clew.protocol.openlineage.marquez.rows.MarquezStore;
import io.clew.protocol.openlineage.marquez.rows.RunRow;
import io.clew.protocol.openlineage.marquez.rows.RunRows;
import io.clew.protocol.openlineage.marquez.rows.Scope;
import io.clew.protocol.openlineage.marquez.rows.Thing;
import io.clew.protocol.openlineage.marquez.rows.Things;
import io.clew.protocol.openlineage.marquez.views.JobVersionView;
import io.clew.protocol.openlineage.marquez.views.JobView;
import io.clew.protocol.openlineage.marquez.wire.MarquezCall;
import io.clew.protocol.openlineage.marquez.wire.MarquezErrors;
import io.clew.protocol.openlineage.marquez.wire.Page;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Answers the calls on jobs, their versions and their runs. */
final class JobRoutes {
    private static final String JOB = "/namespaces/{namespace}/jobs/{job}";

    private final MarquezStore store;
    private final Lookups lookups;
    private final Tagging tagging;

    JobRoutes(MarquezStore store, Lookups lookups) {
        this.store = store;
        this.lookups = lookups;
        this.tagging = new Tagging(store);
    }

    /** Adds the routes. */
    void addTo(Endpoints endpoints) {
        endpoints
                .add(Method.GET, "/jobs", call -> list(call, null))
                .add(
                        Method.GET,
                        "/namespaces/{namespace}/jobs",
                        call -> list(call, call.path("namespace")))
                .add(Method.GET, JOB, this::get)
                .add(Method.GET, JOB + "/versions", this::versions)
                .add(Method.GET, JOB + "/versions/{version}", this::version)
                .add(Method.GET, JOB + "/runs", this::runs)
                .add(Method.POST, JOB + "/tags/{tag}", this::tag)
                .add(Method.PUT, JOB + "/tags/{tag}", this::tag)
                .add(Method.DELETE, JOB + "/tags/{tag}", this::untag)
                .add(Method.DELETE, JOB, this::delete);
    }

    private Response list(MarquezCall call, @Nullable String namespace) {
        List<String> states =
                call.queryAll("lastRunStates").stream().map(JobRoutes::status).distinct().toList();
        Page page = call.page();
        record Found(List<Thing> jobs, long total) {}
        Found found =
                store.read(
                        call,
                        scope -> {
                            if (namespace != null) {
                                Lookups.requireNamespace(scope, namespace);
                            }
                            return new Found(
                                    JobLists.list(scope, namespace, states, page),
                                    JobLists.count(scope, namespace, states));
                        });
        return Answers.page(
                "jobs",
                found.jobs,
                some -> store.read(call, scope -> lookups.entities(scope).jobs(some)),
                (out, job) -> job.write(out),
                found.total);
    }

    private static String status(String state) {
        return RunRow.status(state.toUpperCase(Locale.ROOT))
                .orElseThrow(
                        () ->
                                ClewException.invalid(
                                        "lastRunStates",
                                        "query param lastRunStates must be one of NEW, RUNNING,"
                                                + " COMPLETED, FAILED, ABORTED"));
    }

    private static Thing job(Scope scope, MarquezCall call) {
        return Lookups.job(scope, call.path("namespace"), call.path("job"));
    }

    private Response get(MarquezCall call) {
        return answer(store.read(call, scope -> lookups.entities(scope).job(job(scope, call))));
    }

    private static Response answer(JobView view) {
        return Answers.of(view::write);
    }

    private Response delete(MarquezCall call) {
        JobView before = store.read(call, scope -> lookups.entities(scope).job(job(scope, call)));
        store.write(
                call,
                "jobs/delete",
                payload(before.thing()),
                commit -> {
                    Deletions.delete(commit, Things.JOBS, before.thing());
                    return before;
                });
        return answer(before);
    }

    private static byte[] payload(Thing job) {
        return Json.bytes(out -> out.text("namespace", job.namespace()).text("job", job.name()));
    }

    private Response versions(MarquezCall call) {
        Page page = call.page();
        List<JobVersionView> all =
                store.read(call, scope -> lookups.entities(scope).jobVersions(job(scope, call)));
        return Answers.list(
                "versions",
                all.stream().skip(page.offset()).limit(page.limit()).toList(),
                (out, version) -> version.write(out),
                all.size());
    }

    private Response version(MarquezCall call) {
        String uuid = call.path("version");
        JobVersionView version =
                store
                        .read(call, scope -> lookups.entities(scope).jobVersions(job(scope, call)))
                        .stream()
                        .filter(one -> one.version().equalsIgnoreCase(uuid))
                        .findFirst()
                        .orElseThrow(() -> MarquezErrors.notFound("Job version", uuid));
        return Answers.of(version::write);
    }

    private Response runs(MarquezCall call) {
        Page page = call.page();
        record Found(List<RunRow> runs, long total) {}
        Found found =
                store.read(
                        call,
                        scope -> {
                            Thing job = job(scope, call);
                            return new Found(
                                    RunRows.ofJob(scope, job.id(), page),
                                    RunRows.count(scope, job.id()));
                        });
        return Answers.page(
                "runs",
                found.runs,
                some -> store.read(call, scope -> lookups.entities(scope).runs(some)),
                (out, run) -> run.write(out),
                found.total);
    }

    private Response tag(MarquezCall call) {
        Thing job = store.read(call, scope -> job(scope, call));
        tagging.add(call, "jobs/tags/put", Deletions.urn(Things.JOBS, job), call.path("tag"));
        return get(call);
    }

    private Response untag(MarquezCall call) {
        Thing job = store.read(call, scope -> job(scope, call));
        tagging.remove(call, "jobs/tags/delete", Deletions.urn(Things.JOBS, job), call.path("tag"));
        return get(call);
    }
}
