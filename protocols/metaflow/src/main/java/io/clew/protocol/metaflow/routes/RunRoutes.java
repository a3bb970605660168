package io.clew.protocol.metaflow.routes;

import io.clew.commit.Commit;
import io.clew.http.Query;
import io.clew.http.Request;
import io.clew.http.Response;
import io.clew.protocol.metaflow.facts.Moment;
import io.clew.protocol.metaflow.facts.Recorder;
import io.clew.protocol.metaflow.filter.Filters;
import io.clew.protocol.metaflow.rows.FlowRows;
import io.clew.protocol.metaflow.rows.MetaflowStore;
import io.clew.protocol.metaflow.rows.Page;
import io.clew.protocol.metaflow.rows.Run;
import io.clew.protocol.metaflow.rows.RunRows;
import io.clew.protocol.metaflow.rows.Scope;
import io.clew.protocol.metaflow.rows.State;
import io.clew.protocol.metaflow.wire.Fields;
import io.clew.protocol.metaflow.wire.Heartbeats;
import io.clew.protocol.metaflow.wire.Key;
import io.clew.protocol.metaflow.wire.MetaflowAnswers;
import io.clew.protocol.metaflow.wire.PageAsked;
import io.clew.protocol.metaflow.wire.Refusal;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** Registers and lists runs, and hears of them. */
final class RunRoutes {
    private static final String END = "end";

    private final MetaflowStore store;
    private final Duration silence;

    RunRoutes(MetaflowStore store, Duration silence) {
        this.store = store;
        this.silence = silence;
    }

    void addTo(Endpoints endpoints) {
        endpoints
                .get("/flows/{flow_id}/runs", this::list)
                .get(Endpoints.RUN, this::get)
                .post("/flows/{flow_id}/run", this::create)
                .post(Endpoints.RUN + "/heartbeat", this::heartbeat);
    }

    private Response list(Request request) {
        String flow = Endpoints.path(request, "flow_id");
        Query query = request.query();
        long silentSince = store.now().minus(silence).getEpochSecond();
        Filters filters = Filters.ofRuns(query, silentSince);
        if (filters.isEmpty() && !PageAsked.isAsked(query)) {
            return Shapes.all(store.read(scope -> RunRows.all(scope, flow)), Shapes::run);
        }
        PageAsked asked = PageAsked.of(query, RunRows.KEYS, RunRows.KINDS);
        Page<Run> page =
                store.read(scope -> RunRows.page(scope, flow, filters.conditions(), asked));
        BiConsumer<JsonGenerator, Run> shape =
                filters.names("status") ? Shapes.runWithStatus(silentSince) : Shapes::run;
        return Shapes.page(page, asked, RunRows.KEYS, shape);
    }

    private Response get(Request request) {
        Finding finding = Finding.ofRun(request);
        return store.read(scope -> Shapes.one(finding.run(scope), Shapes::run));
    }

    /** What a client tells of a new run. */
    private record Told(
            @Nullable String name, @Nullable String user, List<String> tags, List<String> system) {
        static Told of(Fields fields) {
            return new Told(
                    clientsId(fields),
                    fields.text("user_name"),
                    fields.tags("tags"),
                    fields.tags("system_tags"));
        }

        private static @Nullable String clientsId(Fields fields) {
            String id = fields.text("run_number");
            if (id == null || id.isEmpty()) {
                return null;
            }
            if (Key.isNumber(id)) {
                throw fields.refuse("run_number", "provided run_id may not be a numeric");
            }
            return Key.checked("run_number", id);
        }
    }

    private Response create(Request request) throws IOException {
        String flow = Endpoints.path(request, "flow_id");
        byte[] body = request.body().bytes();
        Told told = Told.of(Fields.of(body));
        Run made =
                store.write(
                        Endpoints.by(request),
                        "run/create",
                        body,
                        commit -> made(commit, flow, told));
        return Shapes.one(made, Shapes::run);
    }

    private static Run made(Commit commit, String flow, Told told) {
        Scope scope = Scope.of(commit);
        if (FlowRows.find(scope, flow).isEmpty()) {
            throw Finding.missing("flow", flow);
        }
        String name = told.name();
        if (name != null && RunRows.find(scope, flow, new Key(name)).isPresent()) {
            throw new Refusal(
                    MetaflowAnswers.message(
                            409, "there is a run %s/%s already".formatted(flow, name)));
        }
        Moment moment = Moment.received(commit);
        long number = RunRows.nextNumber(scope, flow);
        Run run =
                new Run(
                        commit.nodeId(Run.urn(flow, name == null ? Long.toString(number) : name)),
                        flow,
                        number,
                        name,
                        told.user(),
                        moment.millis(),
                        Heartbeats.areSent(told.system()) ? moment.seconds() : null,
                        told.tags(),
                        told.system(),
                        State.RUNNING,
                        END);
        Recorder.run(commit, run, moment);
        return run;
    }

    private Response heartbeat(Request request) {
        Finding finding = Finding.ofRun(request);
        store.write(
                Endpoints.by(request),
                "heartbeat",
                commit -> {
                    Run run = finding.run(Scope.of(commit));
                    Recorder.heard(commit, run, Moment.received(commit));
                    return run;
                });
        return Heartbeats.answer();
    }
}
