package io.clew.protocol.mlflow.datasets;

import io.clew.model.Urn;
import io.clew.protocol.mlflow.rows.Scope;
import java.util.Optional;

/** Reads and writes the rows of datasets. */
public final class DatasetRows {
    private DatasetRows() {}

    /**
     * Names a stored dataset.
     *
     * @param version what it is in the graph: a dataset version, or the dataset where no version is
     *     told
     */
    public record Stored(long id, Urn version) {}

    /** Finds a dataset of an experiment. */
    public static Optional<Stored> find(
            Scope scope, long experimentId, String name, String digest) {
        return scope.sql(
                        "SELECT dataset_id, version_urn FROM mlflow_dataset WHERE workspace_id ="
                                + " :workspace AND experiment_id = :experiment AND name = :name AND"
                                + " digest = :digest")
                .bind("experiment", experimentId)
                .bind("name", name)
                .bind("digest", digest)
                .first(
                        row ->
                                new Stored(
                                        row.integer("dataset_id"),
                                        Urn.parse(row.text("version_urn")).orElseThrow()));
    }

    /** Adds a dataset to an experiment. */
    public static Stored insert(Scope scope, long experimentId, Dataset dataset, Urn version) {
        // Ids are unique over all workspaces: they are the key of a run's inputs.
        long id =
                scope.db()
                        .sql("SELECT COALESCE(MAX(dataset_id), 0) + 1 AS next FROM mlflow_dataset")
                        .first(row -> row.integer("next"))
                        .orElseThrow();
        scope.sql(
                        "INSERT INTO mlflow_dataset (dataset_id, workspace_id, experiment_id, name,"
                                + " digest, source_type, source, schema, profile, version_urn) VALUES"
                                + " (:id, :workspace, :experiment, :name, :digest, :source_type,"
                                + " :source, :schema, :profile, :version)")
                .bind("id", id)
                .bind("experiment", experimentId)
                .bind("name", dataset.name())
                .bind("digest", dataset.digest())
                .bind("source_type", dataset.sourceType())
                .bind("source", dataset.source())
                .bind("schema", dataset.schema())
                .bind("profile", dataset.profile())
                .bind("version", version.toString())
                .update();
        return new Stored(id, version);
    }
}
