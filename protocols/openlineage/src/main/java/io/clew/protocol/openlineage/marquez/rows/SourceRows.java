package io.clew.protocol.openlineage.marquez.rows;

import io.clew.protocol.openlineage.marquez.wire.Page;
import io.clew.store.Row;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads sources: the namespaces of datasets, and those that clients made. */
public final class SourceRows {
    private SourceRows() {}

    /** Returns a page of all sources, by name. */
    public static List<SourceRow> list(Scope scope, Page page) {
        return names(scope).stream()
                .skip(page.offset())
                .limit(page.limit())
                .flatMap(name -> find(scope, name).stream())
                .toList();
    }

    /** Returns the names of all sources, in order. */
    public static Set<String> names(Scope scope) {
        Set<String> names = new TreeSet<>(Things.DATASETS.namespaces(scope));
        names.addAll(
                scope.sql("SELECT name FROM marquez_source WHERE workspace_id = :workspace")
                        .list(row -> row.text("name")));
        return names;
    }

    /** Returns when each source was named first, in milliseconds since the epoch. */
    public static List<Long> firsts(Scope scope) {
        return names(scope).stream()
                .flatMap(name -> find(scope, name).stream())
                .map(SourceRow::createdMillis)
                .toList();
    }

    /** Finds a source by its name. */
    public static Optional<SourceRow> find(Scope scope, String name) {
        return scope.sql(
                        "SELECT type, name, created_ms, updated_ms, connection_url, description"
                                + " FROM marquez_source WHERE workspace_id = :workspace AND name ="
                                + " :name")
                .bind("name", name)
                .first(SourceRows::row)
                .or(() -> Things.DATASETS.span(scope, name).map(span -> ofNamespace(name, span)));
    }

    private static SourceRow ofNamespace(String name, Things.Span span) {
        return new SourceRow(
                SourceRow.type(name), name, span.createdMillis(), span.updatedMillis(), name, null);
    }

    /** Makes a source or changes it. */
    public static void put(
            Scope scope,
            String name,
            String type,
            String connectionUrl,
            @Nullable String description,
            long nowMillis) {
        scope.sql(
                        "INSERT INTO marquez_source (workspace_id, name, type, connection_url,"
                                + " description, created_ms, updated_ms) VALUES (:workspace, :name,"
                                + " :type, :url, :description, :now, :now) ON CONFLICT"
                                + " (workspace_id, name) DO UPDATE SET type = excluded.type,"
                                + " connection_url = excluded.connection_url, description ="
                                + " excluded.description, updated_ms = excluded.updated_ms")
                .bind("name", name)
                .bind("type", type)
                .bind("url", connectionUrl)
                .bind("description", description)
                .bind("now", nowMillis)
                .update();
    }

    private static SourceRow row(Row row) {
        return new SourceRow(
                row.text("type"),
                row.text("name"),
                row.integer("created_ms"),
                row.integer("updated_ms"),
                row.text("connection_url"),
                row.nullableText("description"));
    }
}
