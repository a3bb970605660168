package io.clew.protocol.metaflow.routes;

import io.clew.http.Handler;
import io.clew.http.Method;
import io.clew.http.Request;
import io.clew.http.Response;
import io.clew.http.Route;
import io.clew.http.json.Text;
import io.clew.model.Asserter;
import io.clew.protocol.metaflow.rows.Run;
import io.clew.protocol.metaflow.wire.Refusal;
import java.util.ArrayList;
import java.util.List;

/** Gathers the routes of all features, below the one prefix. */
final class Endpoints {
    /** What stands before every path of the service. */
    static final String PREFIX = "/metaflow";

    static final String RUN = "/flows/{flow_id}/runs/{run_number}";
    static final String STEP = RUN + "/steps/{step_name}";
    static final String TASK = STEP + "/tasks/{task_id}";

    private static final String ANONYMOUS = "anonymous";

    private final List<Route> routes = new ArrayList<>();

    Endpoints get(String path, Handler handler) {
        return at(Method.GET, path, handler);
    }

    Endpoints post(String path, Handler handler) {
        return at(Method.POST, path, handler);
    }

    Endpoints patch(String path, Handler handler) {
        return at(Method.PATCH, path, handler);
    }

    private Endpoints at(Method method, String path, Handler handler) {
        routes.add(Route.of(method, PREFIX + path, request -> answered(handler, request)));
        return this;
    }

    private static Response answered(Handler handler, Request request) throws Exception {
        try {
            return handler.handle(request);
        } catch (Refusal refusal) {
            return refusal.answer();
        }
    }

    List<Route> routes() {
        return List.copyOf(routes);
    }

    /** Returns a part of the path that is a text. */
    static String path(Request request, String name) {
        return Text.checked(name, request.pathParam(name));
    }

    /** Names the caller, which the service's clients do not tell. */
    static Asserter by(Request request) {
        String name = request.caller().claimedName();
        return Asserter.claimed(Run.SYSTEM, name == null || name.isEmpty() ? ANONYMOUS : name);
    }
}
