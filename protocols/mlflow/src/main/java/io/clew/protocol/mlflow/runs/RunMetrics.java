package io.clew.protocol.mlflow.runs;

import io.clew.commit.Commit;
import io.clew.protocol.mlflow.rows.Scope;
import io.clew.store.metrics.MetricPoint;
import io.clew.store.metrics.MetricStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Adds points of metrics to a run; those measured for a model or on a dataset are evaluations. */
final class RunMetrics {
    private RunMetrics() {}

    /** Adds points; the audit entry covers their hash, shared with others of the same commit. */
    static void add(Commit commit, Run run, List<Measured> measured) {
        if (measured.isEmpty()) {
            return;
        }
        Scope scope = Scope.of(commit);
        Map<Evaluations.Key, Integer> evaluations = new HashMap<>();
        List<MetricPoint> points = new ArrayList<>(measured.size());
        for (Measured one : measured) {
            int association = 0;
            if (one.isEvaluation()) {
                association =
                        evaluations.computeIfAbsent(
                                Evaluations.Key.of(one),
                                key -> Evaluations.node(commit, run, key, one.timestampMillis()));
                if (one.modelId() != null) {
                    insertModelMetric(scope, run, one);
                }
            }
            points.add(
                    new MetricPoint(
                            one.key(),
                            one.value(),
                            one.timestampMillis(),
                            one.step(),
                            association));
        }
        commit.points(
                run.urn(),
                MetricStore.append(scope.db(), scope.workspaceId(), run.nodeId(), points));
    }

    /** The first value stays, as MLflow's own key of these rows has it. */
    private static void insertModelMetric(Scope scope, Run run, Measured one) {
        scope.sql(
                        "INSERT INTO mlflow_model_metric (workspace_id, model_id, key, timestamp_ms,"
                                + " step, node_id, value, dataset_name, dataset_digest) VALUES"
                                + " (:workspace, :model, :key, :timestamp, :step, :node, :value,"
                                + " :dataset_name, :dataset_digest) ON CONFLICT DO NOTHING")
                .bind("model", one.modelId())
                .bind("key", one.key())
                .bind("timestamp", one.timestampMillis())
                .bind("step", one.step())
                .bind("node", run.nodeId())
                .bind("value", Double.isNaN(one.value()) ? null : one.value())
                .bind("dataset_name", one.datasetName() == null ? "" : one.datasetName())
                .bind("dataset_digest", one.datasetDigest() == null ? "" : one.datasetDigest())
                .update();
    }
}
