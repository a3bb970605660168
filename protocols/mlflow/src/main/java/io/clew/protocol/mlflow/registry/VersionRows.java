package io.clew.protocol.mlflow.registry;

import io.clew.model.ClewException;
import io.clew.protocol.mlflow.rows.Batches;
import io.clew.protocol.mlflow.rows.Scope;
import io.clew.store.Row;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads and writes the rows of model versions and their tags. */
final class VersionRows {
    private static final String SELECT =
            """
            SELECT v.*, m.name FROM mlflow_model_version v
            JOIN mlflow_registered_model m
                ON m.workspace_id = v.workspace_id AND m.id = v.id
            WHERE v.workspace_id = :workspace AND v.deleted = 0
            """;

    private VersionRows() {}

    static Optional<ModelVersion> find(Scope scope, String name, long version) {
        return scope.sql(SELECT + " AND m.name = :name AND v.version = :version")
                .bind("name", name)
                .bind("version", version)
                .first(VersionRows::version);
    }

    /**
     * Returns a version that is there and not deleted.
     *
     * @throws ClewException NOT_FOUND
     */
    static ModelVersion require(Scope scope, String name, long version) {
        return find(scope, name, version)
                .orElseThrow(
                        () ->
                                ClewException.notFound(
                                        "Model Version (name=%s, version=%d) not found"
                                                .formatted(name, version)));
    }

    /** Says whether a version is there, deleted or not. */
    static boolean exists(Scope scope, long modelId, long version) {
        return scope.sql(
                        """
                        SELECT 1 FROM mlflow_model_version
                        WHERE workspace_id = :workspace AND id = :id AND version = :version
                        """)
                .bind("id", modelId)
                .bind("version", version)
                .first(row -> true)
                .isPresent();
    }

    /** Returns the versions of a model that are not deleted, oldest first. */
    static List<ModelVersion> ofModel(Scope scope, long modelId) {
        return scope.sql(SELECT + " AND v.id = :id ORDER BY v.version")
                .bind("id", modelId)
                .list(VersionRows::version);
    }

    /** Returns the newest version of each stage of some models, each model's oldest first. */
    static Map<Long, List<ModelVersion>> latestOfStages(Scope scope, Collection<Long> modelIds) {
        Map<Long, List<ModelVersion>> latest = new HashMap<>();
        Batches.each(
                modelIds,
                ids ->
                        scope.sql(
                                        SELECT
                                                + """
                                                 AND (v.id, v.version) IN (
                                                    SELECT id, MAX(version) FROM mlflow_model_version
                                                    WHERE workspace_id = :workspace AND id IN (:ids)
                                                        AND deleted = 0
                                                    GROUP BY id, stage)
                                                ORDER BY v.id, v.version
                                                """)
                                .bindAll("ids", ids)
                                .each(
                                        row ->
                                                latest.computeIfAbsent(
                                                                row.integer("id"),
                                                                id -> new ArrayList<>())
                                                        .add(version(row))));
        return latest;
    }

    /** Returns the highest number that a version of a model has or had; 0 when it has none. */
    static long highest(Scope scope, long modelId) {
        return scope.sql(
                        """
                        SELECT COALESCE(MAX(version), 0) AS highest FROM mlflow_model_version
                        WHERE workspace_id = :workspace AND id = :id
                        """)
                .bind("id", modelId)
                .first(row -> row.integer("highest"))
                .orElseThrow();
    }

    static void insert(Scope scope, ModelVersion version) {
        scope.sql(
                        """
                        INSERT INTO mlflow_model_version (workspace_id, id, version, description,
                            stage, source, storage, run_id, run_link, logged_model_id, created_ms,
                            updated_ms, deleted)
                        VALUES (:workspace, :id, :version, :description, :stage, :source, :storage,
                            :run, :run_link, :logged_model, :created, :updated, 0)
                        """)
                .bind("id", version.modelId())
                .bind("version", version.version())
                .bind("description", version.description())
                .bind("stage", version.stage().name())
                .bind("source", version.source())
                .bind("storage", version.storage())
                .bind("run", version.runId())
                .bind("run_link", version.runLink())
                .bind("logged_model", version.loggedModelId())
                .bind("created", version.createdMillis())
                .bind("updated", version.updatedMillis())
                .update();
    }

    static void setStage(Scope scope, ModelVersion version, Stage stage, long nowMillis) {
        scope.sql(
                        """
                        UPDATE mlflow_model_version SET stage = :stage, updated_ms = :now
                        WHERE workspace_id = :workspace AND id = :id AND version = :version
                        """)
                .bind("id", version.modelId())
                .bind("version", version.version())
                .bind("stage", stage.name())
                .bind("now", nowMillis)
                .update();
    }

    static void setDescription(
            Scope scope, ModelVersion version, String description, long nowMillis) {
        scope.sql(
                        """
                        UPDATE mlflow_model_version SET description = :description, updated_ms = :now
                        WHERE workspace_id = :workspace AND id = :id AND version = :version
                        """)
                .bind("id", version.modelId())
                .bind("version", version.version())
                .bind("description", description)
                .bind("now", nowMillis)
                .update();
    }

    static void setStorage(Scope scope, ModelVersion version, String storage) {
        scope.sql(
                        """
                        UPDATE mlflow_model_version SET storage = :storage
                        WHERE workspace_id = :workspace AND id = :id AND version = :version
                        """)
                .bind("id", version.modelId())
                .bind("version", version.version())
                .bind("storage", storage)
                .update();
    }

    static void touchAll(Scope scope, long modelId, long nowMillis) {
        scope.sql(
                        """
                        UPDATE mlflow_model_version SET updated_ms = :now
                        WHERE workspace_id = :workspace AND id = :id AND deleted = 0
                        """)
                .bind("id", modelId)
                .bind("now", nowMillis)
                .update();
    }

    /** Keeps the number taken and forgets what it named: lineage has it as facts. */
    static void delete(Scope scope, ModelVersion version, long nowMillis) {
        scope.sql(
                        """
                        UPDATE mlflow_model_version SET deleted = 1, description = '', source = '',
                            storage = '', run_id = '', run_link = '', logged_model_id = '',
                            updated_ms = :now
                        WHERE workspace_id = :workspace AND id = :id AND version = :version
                        """)
                .bind("id", version.modelId())
                .bind("version", version.version())
                .bind("now", nowMillis)
                .update();
    }

    /** Returns the tags of some versions, and maybe of others, by model and version. */
    static Map<Long, Map<Long, TreeMap<String, String>>> tags(
            Scope scope, Collection<ModelVersion> versions) {
        LongSummaryStatistics numbers =
                versions.stream().mapToLong(ModelVersion::version).summaryStatistics();
        Map<Long, Map<Long, TreeMap<String, String>>> tags = new HashMap<>();
        Batches.each(
                versions.stream().map(ModelVersion::modelId).distinct().toList(),
                ids ->
                        scope.sql(
                                        """
                                        SELECT id, version, key, value FROM mlflow_model_version_tag
                                        WHERE workspace_id = :workspace AND id IN (:ids)
                                            AND version BETWEEN :first AND :last
                                        """)
                                .bindAll("ids", ids)
                                .bind("first", numbers.getMin())
                                .bind("last", numbers.getMax())
                                .each(
                                        row ->
                                                tags.computeIfAbsent(
                                                                row.integer("id"),
                                                                id -> new HashMap<>())
                                                        .computeIfAbsent(
                                                                row.integer("version"),
                                                                version -> new TreeMap<>())
                                                        .put(row.text("key"), row.text("value"))));
        return tags;
    }

    static void putTag(Scope scope, ModelVersion version, String key, String value) {
        scope.sql(
                        """
                        INSERT INTO mlflow_model_version_tag (workspace_id, id, version, key, value)
                        VALUES (:workspace, :id, :version, :key, :value)
                        ON CONFLICT (workspace_id, id, version, key)
                        DO UPDATE SET value = excluded.value
                        """)
                .bind("id", version.modelId())
                .bind("version", version.version())
                .bind("key", key)
                .bind("value", value)
                .update();
    }

    /** Returns whether there was such a tag. */
    static boolean deleteTag(Scope scope, ModelVersion version, String key) {
        return scope.sql(
                                """
                                DELETE FROM mlflow_model_version_tag
                                WHERE workspace_id = :workspace AND id = :id AND version = :version
                                    AND key = :key
                                """)
                        .bind("id", version.modelId())
                        .bind("version", version.version())
                        .bind("key", key)
                        .update()
                > 0;
    }

    static ModelVersion version(Row row) {
        return new ModelVersion(
                row.integer("id"),
                row.text("name"),
                row.integer("version"),
                row.text("description"),
                Stage.valueOf(row.text("stage")),
                row.text("source"),
                row.text("storage"),
                row.text("run_id"),
                row.text("run_link"),
                row.text("logged_model_id"),
                row.integer("created_ms"),
                row.integer("updated_ms"));
    }
}
