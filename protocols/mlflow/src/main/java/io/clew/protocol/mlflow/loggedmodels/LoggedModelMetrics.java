package io.clew.protocol.mlflow.loggedmodels;

import io.clew.protocol.mlflow.rows.Batches;
import io.clew.protocol.mlflow.rows.Scope;
import io.clew.store.Row;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads the metrics that runs measured of logged models. */
final class LoggedModelMetrics {
    private static final String SELECT =
            """
            SELECT m.model_id, m.key, m.value, m.timestamp_ms, m.step, m.dataset_name,
                m.dataset_digest, r.run_id
            FROM mlflow_model_metric m JOIN mlflow_run r ON r.node_id = m.node_id
            WHERE m.workspace_id = :workspace AND m.model_id IN (:models)
            ORDER BY m.model_id, m.key, m.step, m.timestamp_ms, r.run_id
            """;

    private LoggedModelMetrics() {}

    /** Returns all points of some logged models, by model; of each by key, step and time. */
    static Map<String, List<ModelMetric>> of(Scope scope, Collection<String> modelIds) {
        Map<String, List<ModelMetric>> found = new HashMap<>();
        Batches.each(
                modelIds,
                models ->
                        scope.sql(SELECT)
                                .bindAll("models", models)
                                .each(
                                        row ->
                                                found.computeIfAbsent(
                                                                row.text("model_id"),
                                                                id -> new ArrayList<>())
                                                        .add(metric(row))));
        return found;
    }

    private static ModelMetric metric(Row row) {
        return new ModelMetric(
                row.text("model_id"),
                row.text("run_id"),
                row.text("key"),
                row.optionalReal("value").orElse(Double.NaN),
                row.integer("timestamp_ms"),
                row.integer("step"),
                row.text("dataset_name"),
                row.text("dataset_digest"));
    }
}
