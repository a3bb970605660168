package io.clew.protocol.metaflow.routes;

import io.clew.http.Request;
import io.clew.http.Response;
import io.clew.protocol.metaflow.facts.Moment;
import io.clew.protocol.metaflow.facts.Recorder;
import io.clew.protocol.metaflow.rows.Flow;
import io.clew.protocol.metaflow.rows.FlowRows;
import io.clew.protocol.metaflow.rows.MetaflowStore;
import io.clew.protocol.metaflow.rows.Scope;
import io.clew.protocol.metaflow.wire.Fields;
import io.clew.protocol.metaflow.wire.Key;
import io.clew.protocol.metaflow.wire.MetaflowAnswers;
import io.clew.protocol.metaflow.wire.PageAsked;
import io.clew.protocol.metaflow.wire.Refusal;
import java.io.IOException;

/** Registers and lists flows. */
final class FlowRoutes {
    private final MetaflowStore store;

    FlowRoutes(MetaflowStore store) {
        this.store = store;
    }

    void addTo(Endpoints endpoints) {
        endpoints
                .get("/flows", this::list)
                .get("/flows/{flow_id}", this::get)
                .post("/flows/{flow_id}", this::create);
    }

    private Response list(Request request) {
        if (!PageAsked.isAsked(request.query())) {
            return Shapes.all(store.read(FlowRows::all), Shapes::flow);
        }
        PageAsked asked = PageAsked.of(request.query(), FlowRows.KEYS, FlowRows.KINDS);
        return Shapes.page(
                store.read(scope -> FlowRows.page(scope, asked)),
                asked,
                FlowRows.KEYS,
                Shapes::flow);
    }

    private Response get(Request request) {
        String flow = Endpoints.path(request, "flow_id");
        return store.read(
                scope ->
                        FlowRows.find(scope, flow)
                                .map(found -> Shapes.one(found, Shapes::flow))
                                .orElseThrow(() -> Finding.missing("flow", flow)));
    }

    private Response create(Request request) throws IOException {
        String id = Key.checked("flow_id", Endpoints.path(request, "flow_id"));
        byte[] body = request.body().bytes();
        Fields fields = Fields.of(body);
        Flow given =
                new Flow(
                        id,
                        fields.text("user_name"),
                        0,
                        fields.tags("tags"),
                        fields.tags("system_tags"));
        Flow made =
                store.write(
                        Endpoints.by(request),
                        "flow/create",
                        body,
                        commit -> {
                            if (FlowRows.find(Scope.of(commit), id).isPresent()) {
                                throw new Refusal(
                                        MetaflowAnswers.message(
                                                409, "there is a flow " + id + " already"));
                            }
                            Moment moment = Moment.received(commit);
                            Flow flow =
                                    new Flow(
                                            id,
                                            given.user(),
                                            moment.millis(),
                                            given.tags(),
                                            given.systemTags());
                            Recorder.flow(commit, flow, moment);
                            return flow;
                        });
        return Shapes.one(made, Shapes::flow);
    }
}
