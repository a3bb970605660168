package io.clew.protocol.mlflow.loggedmodels;

import io.clew.protocol.mlflow.rows.Scope;
import io.clew.store.Row;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Keeps the metrics of logged models, next to those of the runs that measured them. */
public final class LoggedModelMetrics {
    private LoggedModelMetrics() {}

    /**
     * Adds points; one that repeats model, metric, run, step, time and dataset replaces its value.
     *
     * @throws io.clew.model.ClewException NOT_FOUND when there is no such logged model
     */
    public static void add(Scope scope, Collection<ModelMetric> metrics) {
        metrics.stream()
                .map(ModelMetric::modelId)
                .distinct()
                .forEach(modelId -> LoggedModelRows.require(scope, modelId));
        metrics.forEach(metric -> add(scope, metric));
    }

    private static void add(Scope scope, ModelMetric metric) {
        scope.sql(
                        """
                        INSERT INTO mlflow_logged_model_metric (workspace_id, model_id, key, run_id,
                            step, timestamp_ms, dataset_name, dataset_digest, value_bits)
                        VALUES (:workspace, :model, :key, :run, :step, :timestamp, :dataset,
                            :digest, :value)
                        ON CONFLICT (workspace_id, model_id, key, run_id, step, timestamp_ms,
                            dataset_name, dataset_digest)
                        DO UPDATE SET value_bits = excluded.value_bits
                        """)
                .bind("model", metric.modelId())
                .bind("key", metric.key())
                .bind("run", metric.runId())
                .bind("step", metric.step())
                .bind("timestamp", metric.timestampMillis())
                .bind("dataset", metric.datasetName())
                .bind("digest", metric.datasetDigest())
                .bind("value", Double.doubleToRawLongBits(metric.value()))
                .update();
    }

    /**
     * Returns all points of some logged models, by model; of each model by key, step and time.
     *
     * @param modelIds at most 500
     */
    static Map<String, List<ModelMetric>> of(Scope scope, Collection<String> modelIds) {
        Map<String, List<ModelMetric>> found = new HashMap<>();
        scope.sql(
                        """
                        SELECT * FROM mlflow_logged_model_metric
                        WHERE workspace_id = :workspace AND model_id IN (:models)
                        ORDER BY model_id, key, step, timestamp_ms, run_id, dataset_name
                        """)
                .bindAll("models", modelIds)
                .each(
                        row ->
                                found.computeIfAbsent(row.text("model_id"), id -> new ArrayList<>())
                                        .add(metric(row)));
        return found;
    }

    private static ModelMetric metric(Row row) {
        return new ModelMetric(
                row.text("model_id"),
                row.text("run_id"),
                row.text("key"),
                Double.longBitsToDouble(row.integer("value_bits")),
                row.integer("timestamp_ms"),
                row.integer("step"),
                row.text("dataset_name"),
                row.text("dataset_digest"));
    }
}
