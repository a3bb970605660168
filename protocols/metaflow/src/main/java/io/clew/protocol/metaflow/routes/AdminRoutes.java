package io.clew.protocol.metaflow.routes;

import io.clew.protocol.metaflow.rows.MetaflowStore;
import io.clew.protocol.metaflow.wire.MetaflowAnswers;
import java.util.Map;

/** Tells that the service is there and which version it speaks. */
final class AdminRoutes {
    private AdminRoutes() {}

    static void addTo(Endpoints endpoints, MetaflowStore store) {
        endpoints
                .get("/ping", request -> MetaflowAnswers.plain("pong"))
                .get("/version", request -> MetaflowAnswers.plain(MetaflowAnswers.VERSION))
                .get(
                        "/healthcheck",
                        request ->
                                store.read(
                                        scope ->
                                                MetaflowAnswers.value(200, Map.of("status", "UP"))))
                .get(
                        "/auth/token",
                        request ->
                                MetaflowAnswers.message(
                                        403,
                                        "this service gives no credentials: clients bring their"
                                                + " own for their datastore"));
    }
}
