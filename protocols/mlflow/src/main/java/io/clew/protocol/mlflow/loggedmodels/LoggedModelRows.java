package io.clew.protocol.mlflow.loggedmodels;

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

/** Reads and writes the rows of logged models. */
public final class LoggedModelRows {
    private LoggedModelRows() {}

    /** Finds a logged model, deleted or not. */
    public static Optional<LoggedModel> find(Scope scope, String modelId) {
        return scope.sql(
                        """
                        SELECT * FROM mlflow_logged_model
                        WHERE workspace_id = :workspace AND model_id = :model
                        """)
                .bind("model", modelId)
                .first(LoggedModelRows::model);
    }

    /**
     * Returns a logged model that is there and not deleted.
     *
     * @throws ClewException NOT_FOUND
     */
    public static LoggedModel require(Scope scope, String modelId) {
        return find(scope, modelId)
                .filter(model -> !model.deleted())
                .orElseThrow(() -> notFound(modelId));
    }

    /**
     * Finds a model, also a deleted one.
     *
     * @throws ClewException NOT_FOUND when there is none
     */
    public static LoggedModel get(Scope scope, String modelId) {
        return find(scope, modelId).orElseThrow(() -> notFound(modelId));
    }

    static ClewException notFound(String modelId) {
        return ClewException.notFound("Logged model with ID '" + modelId + "' not found.");
    }

    /** Finds the newest logged model of a run that has a name; deleted ones are left out. */
    public static Optional<LoggedModel> findByRun(Scope scope, String runId, String name) {
        return scope.sql(
                        """
                        SELECT * FROM mlflow_logged_model
                        WHERE workspace_id = :workspace AND source_run_id = :run AND name = :name
                            AND deleted = 0
                        ORDER BY created_ms DESC, model_id DESC LIMIT 1
                        """)
                .bind("run", runId)
                .bind("name", name)
                .first(LoggedModelRows::model);
    }

    static void insert(Scope scope, LoggedModel model) {
        scope.sql(
                        """
                        INSERT INTO mlflow_logged_model (workspace_id, model_id, experiment_id, name,
                            artifact_uri, created_ms, updated_ms, status, model_type, source_run_id,
                            deleted)
                        VALUES (:workspace, :model, :experiment, :name, :uri, :created, :updated,
                            :status, :type, :run, :deleted)
                        """)
                .bind("model", model.modelId())
                .bind("experiment", model.experimentId())
                .bind("name", model.name())
                .bind("uri", model.artifactUri())
                .bind("created", model.createdMillis())
                .bind("updated", model.updatedMillis())
                .bind("status", model.status().number())
                .bind("type", model.modelType())
                .bind("run", model.sourceRunId())
                .bind("deleted", model.deleted())
                .update();
    }

    static void setStatus(Scope scope, String modelId, LoggedModelStatus status, long now) {
        scope.sql(
                        """
                        UPDATE mlflow_logged_model SET status = :status, updated_ms = :now
                        WHERE workspace_id = :workspace AND model_id = :model
                        """)
                .bind("status", status.number())
                .bind("now", now)
                .bind("model", modelId)
                .update();
    }

    static void setArtifactUri(Scope scope, String modelId, String artifactUri) {
        scope.sql(
                        """
                        UPDATE mlflow_logged_model SET artifact_uri = :uri
                        WHERE workspace_id = :workspace AND model_id = :model
                        """)
                .bind("uri", artifactUri)
                .bind("model", modelId)
                .update();
    }

    static void setDeleted(Scope scope, String modelId, long now) {
        setDeleted(scope, modelId, true, now);
    }

    static void setDeleted(Scope scope, String modelId, boolean deleted, long now) {
        scope.sql(
                        """
                        UPDATE mlflow_logged_model SET deleted = :deleted, updated_ms = :now
                        WHERE workspace_id = :workspace AND model_id = :model
                        """)
                .bind("deleted", deleted)
                .bind("now", now)
                .bind("model", modelId)
                .update();
    }

    static void putTag(Scope scope, String modelId, String key, String value) {
        scope.sql(
                        """
                        INSERT INTO mlflow_logged_model_tag (workspace_id, model_id, key, value)
                        VALUES (:workspace, :model, :key, :value)
                        ON CONFLICT (workspace_id, model_id, key) DO UPDATE SET value = excluded.value
                        """)
                .bind("model", modelId)
                .bind("key", key)
                .bind("value", value)
                .update();
    }

    /** Returns whether there was such a tag. */
    static boolean deleteTag(Scope scope, String modelId, String key) {
        return scope.sql(
                                """
                                DELETE FROM mlflow_logged_model_tag
                                WHERE workspace_id = :workspace AND model_id = :model AND key = :key
                                """)
                        .bind("model", modelId)
                        .bind("key", key)
                        .update()
                > 0;
    }

    static void putParam(Scope scope, String modelId, String key, String value) {
        scope.sql(
                        """
                        INSERT INTO mlflow_logged_model_param (workspace_id, model_id, key, value)
                        VALUES (:workspace, :model, :key, :value)
                        """)
                .bind("model", modelId)
                .bind("key", key)
                .bind("value", value)
                .update();
    }

    static Map<String, String> tags(Scope scope, String modelId) {
        return tags(scope, List.of(modelId)).getOrDefault(modelId, Map.of());
    }

    /** Returns the tags of some models, by model. */
    static Map<String, Map<String, String>> tags(Scope scope, Collection<String> modelIds) {
        return texts(scope, "SELECT * FROM mlflow_logged_model_tag", modelIds);
    }

    /** Returns the parameters of some models, by model. */
    static Map<String, Map<String, String>> params(Scope scope, Collection<String> modelIds) {
        return texts(scope, "SELECT * FROM mlflow_logged_model_param", modelIds);
    }

    private static Map<String, Map<String, String>> texts(
            Scope scope, String select, Collection<String> modelIds) {
        Map<String, Map<String, String>> found = new HashMap<>();
        Batches.each(
                modelIds,
                models ->
                        scope.sql(
                                        select
                                                + " WHERE workspace_id = :workspace AND model_id IN"
                                                + " (:models)")
                                .bindAll("models", models)
                                .each(
                                        row ->
                                                found.computeIfAbsent(
                                                                row.text("model_id"),
                                                                id -> new TreeMap<>())
                                                        .put(row.text("key"), row.text("value"))));
        return found;
    }

    static LoggedModel model(Row row) {
        return new LoggedModel(
                row.text("model_id"),
                row.integer("experiment_id"),
                row.text("name"),
                row.text("artifact_uri"),
                row.integer("created_ms"),
                row.integer("updated_ms"),
                LoggedModelStatus.of(row.integer("status")),
                row.text("model_type"),
                row.text("source_run_id"),
                row.flag("deleted"));
    }
}
