package io.clew.protocol.openlineage.marquez.routes;

import io.clew.http.Method;
import io.clew.http.Response;
import io.clew.http.json.Json;
import io.clew.http.json.JsonWriter;
import io.clew.protocol.openlineage.marquez.rows.MarquezStore;
import io.clew.protocol.openlineage.marquez.rows.Scope;
import io.clew.protocol.openlineage.marquez.rows.TagRow;
import io.clew.protocol.openlineage.marquez.rows.TagRows;
import io.clew.protocol.openlineage.marquez.wire.MarquezCall;
import io.clew.protocol.openlineage.marquez.wire.Shapes;
import java.io.IOException;

/** Answers the calls on the list of tags. */
final class TagRoutes {
    private final MarquezStore store;

    TagRoutes(MarquezStore store) {
        this.store = store;
    }

    /** Adds the routes. */
    void addTo(Endpoints endpoints) {
        endpoints.add(Method.GET, "/tags", this::list).add(Method.PUT, "/tags/{tag}", this::put);
    }

    private Response list(MarquezCall call) {
        return store.read(
                call,
                scope ->
                        Answers.list(
                                "tags",
                                TagRows.list(scope, call.page()),
                                TagRoutes::write,
                                TagRows.count(scope)));
    }

    private Response put(MarquezCall call) throws IOException {
        String name = Checks.name("tag", call.path("tag"), Checks.TAG_CHARS_MAX);
        String description = Checks.description(call.body());
        return store.write(
                call,
                "tags/put",
                Json.bytes(out -> out.text("tag", name).text("description", description)),
                commit -> {
                    TagRows.put(Scope.of(commit), name, description);
                    return Answers.of(out -> write(out, new TagRow(name, description)));
                });
    }

    private static void write(JsonWriter out, TagRow row) {
        out.text("name", row.name());
        Shapes.text(out, "description", row.description());
    }
}
