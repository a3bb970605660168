package io.clew.protocol.openlineage.marquez.routes;

import io.clew.commit.Commit;
import io.clew.http.Method;
import io.clew.http.Response;
import io.clew.http.json.Json;
import io.clew.http.json.JsonObject;
import io.clew.http.json.JsonWriter;
import io.clew.protocol.openlineage.marquez.rows.MarquezStore;
import io.clew.protocol.openlineage.marquez.rows.NamespaceRow;
import io.clew.protocol.openlineage.marquez.rows.NamespaceRows;
import io.clew.protocol.openlineage.marquez.rows.Scope;
import io.clew.protocol.openlineage.marquez.rows.Thing;
import io.clew.protocol.openlineage.marquez.rows.Things;
import io.clew.protocol.openlineage.marquez.wire.MarquezCall;
import io.clew.protocol.openlineage.marquez.wire.MarquezErrors;
import io.clew.protocol.openlineage.marquez.wire.Shapes;
import java.io.IOException;
import java.util.List;

/** Answers the calls on namespaces. */
final class NamespaceRoutes {
    /** Things deleted by one entry of the log. */
    private static final int DELETED_EACH = 500;

    private final MarquezStore store;

    NamespaceRoutes(MarquezStore store) {
        this.store = store;
    }

    /** Adds the routes. */
    void addTo(Endpoints endpoints) {
        endpoints
                .add(Method.GET, "/namespaces", this::list)
                .add(Method.GET, "/namespaces/{namespace}", this::get)
                .add(Method.PUT, "/namespaces/{namespace}", this::put)
                .add(Method.DELETE, "/namespaces/{namespace}", this::delete);
    }

    private Response list(MarquezCall call) {
        return store.read(
                call,
                scope ->
                        Answers.list(
                                "namespaces",
                                NamespaceRows.list(scope, call.page()),
                                NamespaceRoutes::write,
                                NamespaceRows.names(scope).size()));
    }

    private Response get(MarquezCall call) {
        return store.read(call, scope -> answer(find(scope, call.path("namespace"))));
    }

    private static NamespaceRow find(Scope scope, String name) {
        return NamespaceRows.find(scope, name)
                .orElseThrow(() -> MarquezErrors.notFound("Namespace", name));
    }

    private Response put(MarquezCall call) throws IOException {
        String name = Checks.name("namespace", call.path("namespace"), Checks.NAME_CHARS_MAX);
        JsonObject body = call.body();
        String owner = Checks.name(body, "ownerName");
        String description = Checks.description(body);
        return store.write(
                call,
                "namespaces/put",
                Json.bytes(
                        out ->
                                out.text("namespace", name)
                                        .text("ownerName", owner)
                                        .text("description", description)),
                commit -> {
                    Scope scope = Scope.of(commit);
                    NamespaceRows.put(scope, name, owner, description, commit.now().toEpochMilli());
                    return answer(find(scope, name));
                });
    }

    private Response delete(MarquezCall call) {
        String name = call.path("namespace");
        byte[] payload = Json.bytes(out -> out.text("namespace", name));
        NamespaceRow before = store.read(call, scope -> find(scope, name));
        for (Things things : Things.values()) {
            int after = 0;
            while (after >= 0) {
                int from = after;
                after =
                        store.write(
                                call,
                                "namespaces/delete",
                                payload,
                                commit -> deleteSome(commit, things, name, from));
            }
        }
        return store.write(
                call,
                "namespaces/delete",
                payload,
                commit -> {
                    Scope scope = Scope.of(commit);
                    NamespaceRows.hide(scope, before, commit.now().toEpochMilli());
                    return answer(find(scope, name));
                });
    }

    /** Deletes the next things and returns the last of them; −1 when there are no more. */
    private static int deleteSome(Commit commit, Things things, String namespace, int after) {
        List<Thing> some = things.after(Scope.of(commit), namespace, after, DELETED_EACH);
        some.forEach(thing -> Deletions.delete(commit, things, thing));
        return some.size() < DELETED_EACH ? -1 : some.getLast().id();
    }

    private static Response answer(NamespaceRow row) {
        return Answers.of(out -> write(out, row));
    }

    private static void write(JsonWriter out, NamespaceRow row) {
        out.text("name", row.name());
        Shapes.time(out, "createdAt", row.createdMillis());
        Shapes.time(out, "updatedAt", row.updatedMillis());
        out.text("ownerName", row.owner());
        Shapes.text(out, "description", row.description());
        out.bool("isHidden", row.hidden());
    }
}
