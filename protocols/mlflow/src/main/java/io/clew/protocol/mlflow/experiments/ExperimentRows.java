package io.clew.protocol.mlflow.experiments;

import io.clew.model.ClewException;
import io.clew.protocol.mlflow.rows.Scope;
import io.clew.protocol.mlflow.wire.KeyValue;
import io.clew.store.Row;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads and writes the rows of experiments and their tags. */
public final class ExperimentRows {
    /** Experiments of one look-up of tags. */
    private static final int BATCH = 500;

    static final String COLUMNS =
            "e.experiment_id, e.name, e.urn_name, e.artifact_location, e.deleted, e.created_ms,"
                    + " e.updated_ms";

    private static final String SELECT =
            "SELECT " + COLUMNS + " FROM mlflow_experiment e WHERE e.workspace_id = :workspace";

    private ExperimentRows() {}

    /** Finds an experiment, deleted or not. */
    public static Optional<Experiment> find(Scope scope, long id) {
        return scope.sql(SELECT + " AND e.experiment_id = :id")
                .bind("id", id)
                .first(ExperimentRows::experiment);
    }

    /**
     * Returns an experiment, deleted or not.
     *
     * @throws ClewException NOT_FOUND when there is none
     */
    public static Experiment get(Scope scope, long id) {
        return find(scope, id)
                .orElseThrow(
                        () -> ClewException.notFound("No Experiment with id=" + id + " exists"));
    }

    /** Finds an experiment by its name, deleted or not. */
    public static Optional<Experiment> find(Scope scope, String name) {
        return scope.sql(SELECT + " AND e.name = :name")
                .bind("name", name)
                .first(ExperimentRows::experiment);
    }

    static Experiment experiment(Row row) {
        return new Experiment(
                row.integer("experiment_id"),
                row.text("name"),
                row.text("urn_name"),
                row.text("artifact_location"),
                row.flag("deleted"),
                row.integer("created_ms"),
                row.integer("updated_ms"));
    }

    static boolean isUrnNameTaken(Scope scope, String urnName) {
        return scope.sql(
                        "SELECT 1 FROM mlflow_experiment WHERE workspace_id = :workspace AND"
                                + " urn_name = :name")
                .bind("name", urnName)
                .first(row -> true)
                .isPresent();
    }

    static long nextId(Scope scope) {
        return scope.sql(
                        "SELECT COALESCE(MAX(experiment_id), 0) + 1 AS next FROM mlflow_experiment"
                                + " WHERE workspace_id = :workspace")
                .first(row -> row.integer("next"))
                .orElseThrow();
    }

    static void insert(Scope scope, Experiment experiment) {
        scope.sql(
                        "INSERT INTO mlflow_experiment (workspace_id, experiment_id, name, urn_name,"
                                + " artifact_location, deleted, created_ms, updated_ms) VALUES"
                                + " (:workspace, :id, :name, :urn_name, :location, :deleted,"
                                + " :created, :updated)")
                .bind("id", experiment.id())
                .bind("name", experiment.name())
                .bind("urn_name", experiment.urnName())
                .bind("location", experiment.artifactLocation())
                .bind("deleted", experiment.deleted())
                .bind("created", experiment.createdMillis())
                .bind("updated", experiment.updatedMillis())
                .update();
    }

    static void rename(Scope scope, long id, String name, long nowMillis) {
        scope.sql(
                        "UPDATE mlflow_experiment SET name = :name, updated_ms = :now WHERE"
                                + " workspace_id = :workspace AND experiment_id = :id")
                .bind("id", id)
                .bind("name", name)
                .bind("now", nowMillis)
                .update();
    }

    static void setArtifactLocation(Scope scope, long id, String location) {
        scope.sql(
                        "UPDATE mlflow_experiment SET artifact_location = :location WHERE"
                                + " workspace_id = :workspace AND experiment_id = :id")
                .bind("id", id)
                .bind("location", location)
                .update();
    }

    static void setDeleted(Scope scope, long id, boolean deleted, long nowMillis) {
        scope.sql(
                        "UPDATE mlflow_experiment SET deleted = :deleted, updated_ms = :now WHERE"
                                + " workspace_id = :workspace AND experiment_id = :id")
                .bind("id", id)
                .bind("deleted", deleted)
                .bind("now", nowMillis)
                .update();
    }

    /** Returns the value of a tag, or null when the experiment has none of that key. */
    static @Nullable String tag(Scope scope, long id, String key) {
        return scope.sql(
                        "SELECT value FROM mlflow_experiment_tag WHERE workspace_id = :workspace AND"
                                + " experiment_id = :id AND key = :key")
                .bind("id", id)
                .bind("key", key)
                .first(row -> row.text("value"))
                .orElse(null);
    }

    static void setTag(Scope scope, long id, KeyValue tag) {
        scope.sql(
                        "INSERT INTO mlflow_experiment_tag (workspace_id, experiment_id, key, value)"
                                + " VALUES (:workspace, :id, :key, :value) ON CONFLICT"
                                + " (workspace_id, experiment_id, key) DO UPDATE SET value ="
                                + " excluded.value")
                .bind("id", id)
                .bind("key", tag.key())
                .bind("value", tag.value())
                .update();
    }

    static boolean deleteTag(Scope scope, long id, String key) {
        return scope.sql(
                                "DELETE FROM mlflow_experiment_tag WHERE workspace_id = :workspace"
                                        + " AND experiment_id = :id AND key = :key")
                        .bind("id", id)
                        .bind("key", key)
                        .update()
                > 0;
    }

    /** Returns the tags of experiments by id, each list by key. */
    static Map<Long, List<KeyValue>> tags(Scope scope, Collection<Long> ids) {
        Map<Long, List<KeyValue>> tags = new HashMap<>();
        List<Long> all = List.copyOf(ids);
        for (int from = 0; from < all.size(); from += BATCH) {
            scope.sql(
                            "SELECT experiment_id, key, value FROM mlflow_experiment_tag WHERE"
                                    + " workspace_id = :workspace AND experiment_id IN (:ids) ORDER"
                                    + " BY experiment_id, key")
                    .bindAll("ids", all.subList(from, Math.min(all.size(), from + BATCH)))
                    .each(
                            row ->
                                    tags.computeIfAbsent(
                                                    row.integer("experiment_id"),
                                                    id -> new ArrayList<>())
                                            .add(new KeyValue(row.text("key"), row.text("value"))));
        }
        return tags;
    }
}
