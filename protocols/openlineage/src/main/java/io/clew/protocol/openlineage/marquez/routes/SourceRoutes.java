package io.clew.protocol.openlineage.marquez.routes;

import io.clew.http.Method;
import io.clew.http.Response;
import io.clew.http.json.Json;
import io.clew.http.json.JsonObject;
import io.clew.http.json.JsonWriter;
import io.clew.protocol.openlineage.marquez.rows.MarquezStore;
import io.clew.protocol.openlineage.marquez.rows.Scope;
import io.clew.protocol.openlineage.marquez.rows.SourceRow;
import io.clew.protocol.openlineage.marquez.rows.SourceRows;
import io.clew.protocol.openlineage.marquez.wire.MarquezCall;
import io.clew.protocol.openlineage.marquez.wire.MarquezErrors;
import io.clew.protocol.openlineage.marquez.wire.Shapes;
import java.io.IOException;
import java.util.Locale;

/** Answers the calls on sources. */
final class SourceRoutes {
    private final MarquezStore store;

    SourceRoutes(MarquezStore store) {
        this.store = store;
    }

    /** Adds the routes. */
    void addTo(Endpoints endpoints) {
        endpoints
                .add(Method.GET, "/sources", this::list)
                .add(Method.GET, "/sources/{source}", this::get)
                .add(Method.PUT, "/sources/{source}", this::put);
    }

    private Response list(MarquezCall call) {
        return store.read(
                call,
                scope ->
                        Answers.list(
                                "sources",
                                SourceRows.list(scope, call.page()),
                                SourceRoutes::write,
                                SourceRows.names(scope).size()));
    }

    private Response get(MarquezCall call) {
        return store.read(call, scope -> answer(scope, call.path("source")));
    }

    private Response put(MarquezCall call) throws IOException {
        String name = Checks.name("source", call.path("source"), Checks.NAME_CHARS_MAX);
        JsonObject body = call.body();
        String type = Checks.name(body, "type").toUpperCase(Locale.ROOT);
        String url = Checks.name(body, "connectionUrl");
        String description = Checks.description(body);
        return store.write(
                call,
                "sources/put",
                Json.bytes(
                        out ->
                                out.text("source", name)
                                        .text("type", type)
                                        .text("connectionUrl", url)
                                        .text("description", description)),
                commit -> {
                    Scope scope = Scope.of(commit);
                    SourceRows.put(
                            scope, name, type, url, description, commit.now().toEpochMilli());
                    return answer(scope, name);
                });
    }

    private static Response answer(Scope scope, String name) {
        SourceRow row =
                SourceRows.find(scope, name)
                        .orElseThrow(() -> MarquezErrors.notFound("Source", name));
        return Answers.of(out -> write(out, row));
    }

    private static void write(JsonWriter out, SourceRow row) {
        out.text("type", row.type());
        out.text("name", row.name());
        Shapes.time(out, "createdAt", row.createdMillis());
        Shapes.time(out, "updatedAt", row.updatedMillis());
        out.text("connectionUrl", row.connectionUrl());
        Shapes.text(out, "description", row.description());
    }
}
