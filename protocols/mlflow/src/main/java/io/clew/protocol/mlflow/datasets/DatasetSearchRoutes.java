package io.clew.protocol.mlflow.datasets;

import io.clew.http.Method;
import io.clew.http.Response;
import io.clew.model.ClewException;
import io.clew.protocol.mlflow.experiments.ExperimentId;
import io.clew.protocol.mlflow.rows.MlflowStore;
import io.clew.protocol.mlflow.rows.Scope;
import io.clew.protocol.mlflow.wire.Answers;
import io.clew.protocol.mlflow.wire.Call;
import io.clew.protocol.mlflow.wire.CallHandler;
import io.clew.protocol.mlflow.wire.Endpoints;
import io.clew.protocol.mlflow.wire.Feature;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answers which datasets the runs of some experiments used, for MLflow's own pages. */
public final class DatasetSearchRoutes implements Feature {
    private static final int EXPERIMENTS_MAX = 20;

    /** Most datasets of an answer: the call has no pages, and MLflow's own limit is the same. */
    private static final int DATASETS_MAX = 1000;

    private final MlflowStore store;

    public DatasetSearchRoutes(MlflowStore store) {
        this.store = store;
    }

    @Override
    public void addTo(Endpoints endpoints) {
        CallHandler search = this::search;
        endpoints
                // MLflow's own path lacks a slash, and its clients send it as it is.
                .call(Method.POST, "/api/2.0mlflow/experiments/search-datasets", search)
                .call(Method.POST, "/ajax-api/2.0mlflow/experiments/search-datasets", search)
                .v2(Method.POST, "/experiments/search-datasets", search);
    }

    private record Summary(
            long experimentId, String name, String digest, @Nullable String context) {}

    private Response search(Call call) throws IOException {
        List<String> ids = call.fields().texts("experiment_ids");
        if (ids.isEmpty()) {
            throw ClewException.invalid(
                    "experiment_ids",
                    "SearchDatasets request must specify at least one experiment_id.");
        }
        if (ids.size() > EXPERIMENTS_MAX) {
            throw ClewException.invalid(
                    "experiment_ids",
                    "SearchDatasets request cannot specify more than %d experiment_ids. Received %d experiment_ids."
                            .formatted(EXPERIMENTS_MAX, ids.size()));
        }
        List<Long> experiments = ids.stream().map(ExperimentId::parse).toList();
        List<Summary> found = store.read(call, scope -> find(scope, experiments));
        return Answers.of(
                out ->
                        out.objectsUnlessEmpty(
                                "dataset_summaries",
                                found,
                                (one, summary) ->
                                        one.text(
                                                        "experiment_id",
                                                        Long.toString(summary.experimentId()))
                                                .text("name", summary.name())
                                                .text("digest", summary.digest())
                                                .text("context", summary.context())));
    }

    private static List<Summary> find(Scope scope, List<Long> experiments) {
        return scope.sql(
                        "SELECT DISTINCT d.experiment_id, d.name, d.digest, t.value AS context FROM"
                                + " mlflow_dataset d JOIN mlflow_input i ON i.dataset_id ="
                                + " d.dataset_id LEFT JOIN mlflow_input_tag t ON t.node_id ="
                                + " i.node_id AND t.dataset_id = i.dataset_id AND t.key ="
                                + " 'mlflow.data.context' WHERE d.workspace_id = :workspace AND"
                                + " d.experiment_id IN (:experiments) ORDER BY d.experiment_id,"
                                + " d.name, d.digest, context LIMIT :limit")
                .bindAll("experiments", experiments)
                .bind("limit", DATASETS_MAX)
                .list(
                        row ->
                                new Summary(
                                        row.integer("experiment_id"),
                                        row.text("name"),
                                        row.text("digest"),
                                        row.nullableText("context")));
    }
}
