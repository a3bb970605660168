package io.clew.protocol.openlineage.marquez.rows;

import io.clew.protocol.openlineage.marquez.wire.Page;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads namespaces, which are there once an event or a client names them, and what clients say. */
public final class NamespaceRows {
    /** Who owns a namespace of which nobody said. */
    private static final String NOBODY = "anonymous";

    private record Said(
            String owner,
            @Nullable String description,
            long createdMillis,
            long updatedMillis,
            @Nullable Long hiddenMillis) {}

    private NamespaceRows() {}

    /** Returns a page of all namespaces, by name. */
    public static List<NamespaceRow> list(Scope scope, Page page) {
        return names(scope).stream()
                .skip(page.offset())
                .limit(page.limit())
                .flatMap(name -> find(scope, name).stream())
                .toList();
    }

    /** Returns the names of all namespaces, in order. */
    public static Set<String> names(Scope scope) {
        Set<String> names = new TreeSet<>(Things.JOBS.namespaces(scope));
        names.addAll(Things.DATASETS.namespaces(scope));
        names.addAll(
                scope.sql("SELECT name FROM marquez_namespace WHERE workspace_id = :workspace")
                        .list(row -> row.text("name")));
        return names;
    }

    /** Finds a namespace. */
    public static Optional<NamespaceRow> find(Scope scope, String name) {
        Optional<Things.Span> span =
                Stream.of(Things.JOBS, Things.DATASETS)
                        .flatMap(things -> things.span(scope, name).stream())
                        .reduce(Things.Span::with);
        Optional<Said> said = said(scope, name);
        if (said.isEmpty()) {
            return span.map(
                    s ->
                            new NamespaceRow(
                                    name,
                                    NOBODY,
                                    null,
                                    s.createdMillis(),
                                    s.updatedMillis(),
                                    false));
        }
        Said own = said.get();
        Things.Span whole = new Things.Span(own.createdMillis, own.updatedMillis);
        long named = span.map(Things.Span::updatedMillis).orElse(Long.MIN_VALUE);
        Things.Span all = span.map(whole::with).orElse(whole);
        return Optional.of(
                new NamespaceRow(
                        name,
                        own.owner,
                        own.description,
                        all.createdMillis(),
                        all.updatedMillis(),
                        own.hiddenMillis != null && own.hiddenMillis >= named));
    }

    private static Optional<Said> said(Scope scope, String name) {
        return scope.sql(
                        "SELECT owner, description, created_ms, updated_ms, hidden_ms FROM"
                                + " marquez_namespace WHERE workspace_id = :workspace AND name ="
                                + " :name")
                .bind("name", name)
                .first(
                        row ->
                                new Said(
                                        row.text("owner"),
                                        row.nullableText("description"),
                                        row.integer("created_ms"),
                                        row.integer("updated_ms"),
                                        row.optionalInteger("hidden_ms").orElse(null)));
    }

    /** Says who owns a namespace and what it is; one that was deleted is back. */
    public static void put(
            Scope scope, String name, String owner, @Nullable String description, long nowMillis) {
        scope.sql(
                        "INSERT INTO marquez_namespace (workspace_id, name, owner, description,"
                                + " created_ms, updated_ms, hidden_ms) VALUES (:workspace, :name,"
                                + " :owner, :description, :now, :now, NULL) ON CONFLICT"
                                + " (workspace_id, name) DO UPDATE SET owner = excluded.owner,"
                                + " description = excluded.description, updated_ms ="
                                + " excluded.updated_ms, hidden_ms = NULL")
                .bind("name", name)
                .bind("owner", owner)
                .bind("description", description)
                .bind("now", nowMillis)
                .update();
    }

    /** Marks a namespace as deleted, until an event names it again. */
    public static void hide(Scope scope, NamespaceRow namespace, long nowMillis) {
        scope.sql(
                        "INSERT INTO marquez_namespace (workspace_id, name, owner, description,"
                                + " created_ms, updated_ms, hidden_ms) VALUES (:workspace, :name,"
                                + " :owner, :description, :created, :updated, :now) ON CONFLICT"
                                + " (workspace_id, name) DO UPDATE SET hidden_ms ="
                                + " excluded.hidden_ms")
                .bind("name", namespace.name())
                .bind("owner", namespace.owner())
                .bind("description", namespace.description())
                .bind("created", namespace.createdMillis())
                .bind("updated", namespace.updatedMillis())
                .bind("now", nowMillis)
                .update();
    }
}
