package io.clew.protocol.openlineage.marquez.rows;

import io.clew.protocol.openlineage.marquez.wire.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads and writes the list of tags. */
public final class TagRows {
    private TagRows() {}

    /** Returns a page of all tags, by name. */
    public static List<TagRow> list(Scope scope, Page page) {
        return scope.sql(
                        "SELECT name, description FROM marquez_tag WHERE workspace_id = :workspace"
                                + " ORDER BY name LIMIT :limit OFFSET :offset")
                .bind("limit", page.limit())
                .bind("offset", page.offset())
                .list(row -> new TagRow(row.text("name"), row.nullableText("description")));
    }

    /** Counts all tags. */
    public static long count(Scope scope) {
        return scope.sql("SELECT COUNT(*) AS n FROM marquez_tag WHERE workspace_id = :workspace")
                .first(row -> row.integer("n"))
                .orElse(0L);
    }

    /** Makes a tag or describes it anew. */
    public static void put(Scope scope, String name, @Nullable String description) {
        scope.sql(
                        "INSERT INTO marquez_tag (workspace_id, name, description) VALUES"
                                + " (:workspace, :name, :description) ON CONFLICT (workspace_id,"
                                + " name) DO UPDATE SET description = excluded.description")
                .bind("name", name)
                .bind("description", description)
                .update();
    }

    /** Makes a tag unless it is there. */
    public static void ensure(Scope scope, String name) {
        scope.sql(
                        "INSERT INTO marquez_tag (workspace_id, name, description) VALUES"
                                + " (:workspace, :name, NULL) ON CONFLICT (workspace_id, name) DO"
                                + " NOTHING")
                .bind("name", name)
                .update();
    }
}
