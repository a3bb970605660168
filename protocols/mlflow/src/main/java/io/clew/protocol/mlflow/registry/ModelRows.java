package io.clew.protocol.mlflow.registry;

import io.clew.model.ClewException;
import io.clew.protocol.mlflow.rows.Batches;
import io.clew.protocol.mlflow.rows.Scope;
import io.clew.store.Row;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads and writes the rows of registered models, their names, tags and aliases. */
final class ModelRows {
    private ModelRows() {}

    /**
     * Says who had a name last.
     *
     * @param versionMax the highest number that a version had under the name
     * @param renamedTo the name that the model took next; null while it has this one, or when it
     *     was deleted under it
     */
    record NameHolder(long id, long versionMax, @Nullable String renamedTo) {}

    static Optional<RegisteredModel> find(Scope scope, String name) {
        return scope.sql(
                        """
                        SELECT * FROM mlflow_registered_model
                        WHERE workspace_id = :workspace AND name = :name
                        """)
                .bind("name", name)
                .first(ModelRows::model);
    }

    /**
     * Returns a model that is there.
     *
     * @throws ClewException NOT_FOUND
     */
    static RegisteredModel require(Scope scope, String name) {
        return find(scope, name)
                .orElseThrow(
                        () ->
                                ClewException.notFound(
                                        "Registered Model with name=" + name + " not found"));
    }

    static long nextId(Scope scope) {
        return scope.sql(
                        """
                        SELECT COALESCE(MAX(id), 0) + 1 AS next FROM mlflow_registered_model
                        WHERE workspace_id = :workspace
                        """)
                .first(row -> row.integer("next"))
                .orElseThrow();
    }

    static void insert(Scope scope, RegisteredModel model) {
        scope.sql(
                        """
                        INSERT INTO mlflow_registered_model (workspace_id, id, name, description,
                            created_ms, updated_ms)
                        VALUES (:workspace, :id, :name, :description, :created, :updated)
                        """)
                .bind("id", model.id())
                .bind("name", model.name())
                .bind("description", model.description())
                .bind("created", model.createdMillis())
                .bind("updated", model.updatedMillis())
                .update();
    }

    static void update(Scope scope, RegisteredModel model) {
        scope.sql(
                        """
                        UPDATE mlflow_registered_model SET name = :name, description = :description,
                            updated_ms = :updated
                        WHERE workspace_id = :workspace AND id = :id
                        """)
                .bind("id", model.id())
                .bind("name", model.name())
                .bind("description", model.description())
                .bind("updated", model.updatedMillis())
                .update();
    }

    static void touch(Scope scope, long id, long nowMillis) {
        scope.sql(
                        """
                        UPDATE mlflow_registered_model SET updated_ms = :now
                        WHERE workspace_id = :workspace AND id = :id
                        """)
                .bind("id", id)
                .bind("now", nowMillis)
                .update();
    }

    /** Frees the name and drops what no one can ask for any more, but for the model's own tags. */
    static void delete(Scope scope, long id) {
        scope.sql(
                        """
                        UPDATE mlflow_registered_model SET name = NULL
                        WHERE workspace_id = :workspace AND id = :id
                        """)
                .bind("id", id)
                .update();
        for (String table :
                List.of(
                        "DELETE FROM mlflow_registered_model_alias",
                        "DELETE FROM mlflow_model_version_tag",
                        "DELETE FROM mlflow_model_version")) {
            scope.sql(table + " WHERE workspace_id = :workspace AND id = :id")
                    .bind("id", id)
                    .update();
        }
    }

    static Optional<NameHolder> lastHolder(Scope scope, String name) {
        return scope.sql(
                        """
                        SELECT id, version_max, renamed_to FROM mlflow_registered_model_name
                        WHERE workspace_id = :workspace AND name = :name
                        """)
                .bind("name", name)
                .first(
                        row ->
                                new NameHolder(
                                        row.integer("id"),
                                        row.integer("version_max"),
                                        row.nullableText("renamed_to")));
    }

    static void setHolder(Scope scope, String name, NameHolder holder) {
        scope.sql(
                        """
                        INSERT INTO mlflow_registered_model_name (workspace_id, name, id, version_max,
                            renamed_to)
                        VALUES (:workspace, :name, :id, :version, :renamed_to)
                        ON CONFLICT (workspace_id, name)
                        DO UPDATE SET id = excluded.id, version_max = excluded.version_max,
                            renamed_to = excluded.renamed_to
                        """)
                .bind("name", name)
                .bind("id", holder.id())
                .bind("version", holder.versionMax())
                .bind("renamed_to", holder.renamedTo())
                .update();
    }

    static void dropTags(Scope scope, long id) {
        scope.sql(
                        """
                        DELETE FROM mlflow_registered_model_tag
                        WHERE workspace_id = :workspace AND id = :id
                        """)
                .bind("id", id)
                .update();
    }

    static TreeMap<String, String> tags(Scope scope, long id) {
        return tags(scope, List.of(id)).getOrDefault(id, new TreeMap<>());
    }

    /** Returns the tags of some models, by model. */
    static Map<Long, TreeMap<String, String>> tags(Scope scope, Collection<Long> ids) {
        Map<Long, TreeMap<String, String>> tags = new HashMap<>();
        Batches.each(
                ids,
                some ->
                        scope.sql(
                                        """
                                        SELECT id, key, value FROM mlflow_registered_model_tag
                                        WHERE workspace_id = :workspace AND id IN (:ids)
                                        """)
                                .bindAll("ids", some)
                                .each(
                                        row ->
                                                tags.computeIfAbsent(
                                                                row.integer("id"),
                                                                id -> new TreeMap<>())
                                                        .put(row.text("key"), row.text("value"))));
        return tags;
    }

    static void putTag(Scope scope, long id, String key, String value) {
        scope.sql(
                        """
                        INSERT INTO mlflow_registered_model_tag (workspace_id, id, key, value)
                        VALUES (:workspace, :id, :key, :value)
                        ON CONFLICT (workspace_id, id, key) DO UPDATE SET value = excluded.value
                        """)
                .bind("id", id)
                .bind("key", key)
                .bind("value", value)
                .update();
    }

    /** Returns whether there was such a tag. */
    static boolean deleteTag(Scope scope, long id, String key) {
        return scope.sql(
                                """
                                DELETE FROM mlflow_registered_model_tag
                                WHERE workspace_id = :workspace AND id = :id AND key = :key
                                """)
                        .bind("id", id)
                        .bind("key", key)
                        .update()
                > 0;
    }

    /** Returns the aliases of a model and the version that each one means. */
    static TreeMap<String, Long> aliases(Scope scope, long id) {
        return aliases(scope, List.of(id)).getOrDefault(id, new TreeMap<>());
    }

    /** Returns the aliases of some models, by model. */
    static Map<Long, TreeMap<String, Long>> aliases(Scope scope, Collection<Long> ids) {
        Map<Long, TreeMap<String, Long>> aliases = new HashMap<>();
        Batches.each(
                ids,
                some ->
                        scope.sql(
                                        """
                                        SELECT id, alias, version FROM mlflow_registered_model_alias
                                        WHERE workspace_id = :workspace AND id IN (:ids)
                                        """)
                                .bindAll("ids", some)
                                .each(
                                        row ->
                                                aliases.computeIfAbsent(
                                                                row.integer("id"),
                                                                id -> new TreeMap<>())
                                                        .put(
                                                                row.text("alias"),
                                                                row.integer("version"))));
        return aliases;
    }

    static void putAlias(Scope scope, long id, String alias, long version) {
        scope.sql(
                        """
                        INSERT INTO mlflow_registered_model_alias (workspace_id, id, alias, version)
                        VALUES (:workspace, :id, :alias, :version)
                        ON CONFLICT (workspace_id, id, alias)
                        DO UPDATE SET version = excluded.version
                        """)
                .bind("id", id)
                .bind("alias", alias)
                .bind("version", version)
                .update();
    }

    static void deleteAlias(Scope scope, long id, String alias) {
        scope.sql(
                        """
                        DELETE FROM mlflow_registered_model_alias
                        WHERE workspace_id = :workspace AND id = :id AND alias = :alias
                        """)
                .bind("id", id)
                .bind("alias", alias)
                .update();
    }

    static RegisteredModel model(Row row) {
        return new RegisteredModel(
                row.integer("id"),
                row.text("name"),
                row.text("description"),
                row.integer("created_ms"),
                row.integer("updated_ms"));
    }
}
