package io.clew.protocol.openlineage.marquez.routes;

import io.clew.http.Method;
import io.clew.http.Response;
import io.clew.model.ClewException;
import io.clew.protocol.openlineage.marquez.rows.MarquezStore;
import io.clew.protocol.openlineage.marquez.rows.RunRow;
import io.clew.protocol.openlineage.marquez.views.Entities;
import io.clew.protocol.openlineage.marquez.views.RunView;
import io.clew.protocol.openlineage.marquez.wire.MarquezCall;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Answers the calls on single runs. */
final class RunRoutes {
    private final MarquezStore store;
    private final Lookups lookups;

    RunRoutes(MarquezStore store, Lookups lookups) {
        this.store = store;
        this.lookups = lookups;
    }

    /** Adds the routes. */
    void addTo(Endpoints endpoints) {
        endpoints
                .add(Method.GET, "/jobs/runs/{id}", this::get)
                .add(Method.GET, "/jobs/runs/{id}/facets", this::facets);
    }

    private Response get(MarquezCall call) {
        return Answers.of(view(call, call.path("id"))::write);
    }

    /** Shows a run that must be there. */
    RunView view(MarquezCall call, String runId) {
        return store.read(call, scope -> lookups.entities(scope).run(Lookups.run(scope, runId)));
    }

    private Response facets(MarquezCall call) {
        boolean ofRun =
                switch (call.required("type").toLowerCase(Locale.ROOT)) {
                    case "run" -> true;
                    case "job" -> false;
                    default ->
                            throw ClewException.invalid(
                                    "type", "query param type must be one of run, job");
                };
        return store.read(
                call,
                scope -> {
                    RunRow row = Lookups.run(scope, call.path("id"));
                    Entities entities = lookups.entities(scope);
                    Map<String, @Nullable Object> facets =
                            ofRun ? entities.runFacets(row) : entities.jobFacets(row);
                    return Answers.of(
                            out -> out.text("runId", row.runId()).value("facets", facets));
                });
    }
}
