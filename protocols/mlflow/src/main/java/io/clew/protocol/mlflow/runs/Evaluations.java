package io.clew.protocol.mlflow.runs;

import io.clew.commit.Commit;
import io.clew.identity.mlflow.MlflowUrns;
import io.clew.model.Attributes;
import io.clew.model.EdgeKind;
import io.clew.model.EventTime;
import io.clew.model.Urn;
import io.clew.protocol.mlflow.datasets.DatasetRows;
import io.clew.protocol.mlflow.rows.Scope;
import io.clew.protocol.mlflow.wire.EventTimes;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps what a run measured for a model or on a dataset: an evaluation in the graph each. */
public final class Evaluations {
    private Evaluations() {}

    /** What was measured; an empty text stands for none. */
    record Key(String modelId, String datasetName, String datasetDigest) {
        static Key of(Measured one) {
            return new Key(
                    orEmpty(one.modelId()),
                    orEmpty(one.datasetName()),
                    orEmpty(one.datasetDigest()));
        }

        private static String orEmpty(@Nullable String text) {
            return text == null ? "" : text;
        }

        private static @Nullable String orNull(String text) {
            return text.isEmpty() ? null : text;
        }

        Urn urn(Run run) {
            return MlflowUrns.evaluation(
                    run.runId(), orNull(modelId), orNull(datasetName), orNull(datasetDigest));
        }
    }

    /** Returns the node of an evaluation, which is made at its first point. */
    static int node(Commit commit, Run run, Key key, long timestampMillis) {
        Scope scope = Scope.of(commit);
        Optional<Integer> known =
                scope.sql(
                                "SELECT evaluation_node_id FROM mlflow_evaluation WHERE workspace_id"
                                        + " = :workspace AND node_id = :node AND model_id = :model"
                                        + " AND dataset_name = :name AND dataset_digest = :digest")
                        .bind("node", run.nodeId())
                        .bind("model", key.modelId())
                        .bind("name", key.datasetName())
                        .bind("digest", key.datasetDigest())
                        .first(row -> (int) row.integer("evaluation_node_id"));
        return known.orElseGet(() -> add(commit, scope, run, key, timestampMillis));
    }

    private static int add(Commit commit, Scope scope, Run run, Key key, long timestampMillis) {
        Urn evaluation = key.urn(run);
        EventTime at = EventTimes.of(timestampMillis, commit.now());
        int node = commit.nodeId(evaluation);
        commit.declare(evaluation, EdgeKind.GENERATED_BY, run.urn(), at);
        commit.declare(evaluation, Attributes.NAME, name(run, key), at);
        if (!key.modelId().isEmpty()) {
            commit.declare(
                    evaluation, EdgeKind.EVALUATES, MlflowUrns.loggedModel(key.modelId()), at);
        }
        Optional<DatasetRows.Stored> dataset =
                DatasetRows.find(scope, run.experimentId(), key.datasetName(), key.datasetDigest());
        dataset.ifPresent(
                stored -> commit.declare(evaluation, EdgeKind.EVALUATES, stored.version(), at));
        scope.sql(
                        "INSERT INTO mlflow_evaluation (node_id, model_id, dataset_name,"
                                + " dataset_digest, workspace_id, evaluation_node_id,"
                                + " dataset_linked) VALUES (:node, :model, :name, :digest,"
                                + " :workspace, :evaluation, :linked)")
                .bind("node", run.nodeId())
                .bind("model", key.modelId())
                .bind("name", key.datasetName())
                .bind("digest", key.datasetDigest())
                .bind("evaluation", node)
                .bind("linked", dataset.isPresent())
                .update();
        return node;
    }

    private static String name(Run run, Key key) {
        String what = key.datasetName().isEmpty() ? "" : " on " + key.datasetName();
        return "evaluation by " + run.name() + what;
    }

    /**
     * Links the evaluations of a run that were made before their dataset was told.
     *
     * @param version what the dataset is in the graph
     */
    public static void linkDataset(
            Commit commit, Run run, String datasetName, String datasetDigest, Urn version) {
        Scope scope = Scope.of(commit);
        scope.sql(
                        "SELECT model_id FROM mlflow_evaluation WHERE workspace_id = :workspace AND"
                                + " node_id = :node AND dataset_name = :name AND dataset_digest ="
                                + " :digest AND dataset_linked = 0")
                .bind("node", run.nodeId())
                .bind("name", datasetName)
                .bind("digest", datasetDigest)
                .list(row -> new Key(row.text("model_id"), datasetName, datasetDigest))
                .forEach(
                        key ->
                                commit.declare(
                                        key.urn(run),
                                        EdgeKind.EVALUATES,
                                        version,
                                        run.now(commit.now())));
        scope.sql(
                        "UPDATE mlflow_evaluation SET dataset_linked = 1 WHERE workspace_id ="
                                + " :workspace AND node_id = :node AND dataset_name = :name AND"
                                + " dataset_digest = :digest AND dataset_linked = 0")
                .bind("node", run.nodeId())
                .bind("name", datasetName)
                .bind("digest", datasetDigest)
                .update();
    }
}
