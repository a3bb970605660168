package io.clew.protocol.mlflow.inputs;

import io.clew.commit.Commit;
import io.clew.commit.Once;
import io.clew.identity.mlflow.MlflowDataset;
import io.clew.model.EdgeKind;
import io.clew.model.EventTime;
import io.clew.model.Urn;
import io.clew.protocol.mlflow.datasets.DatasetFacts;
import io.clew.protocol.mlflow.datasets.DatasetRows;
import io.clew.protocol.mlflow.experiments.ExperimentRows;
import io.clew.protocol.mlflow.rows.Scope;
import io.clew.protocol.mlflow.runs.Evaluations;
import io.clew.protocol.mlflow.runs.Run;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Adds datasets to what a run took in. */
final class DatasetInputs {
    private DatasetInputs() {}

    /** Adds datasets; one that is there already stays as it is, with its tags. */
    static void add(Commit commit, Run run, List<LoggedInput> inputs) {
        if (inputs.isEmpty()) {
            return;
        }
        Scope scope = Scope.of(commit);
        String experiment = ExperimentRows.get(scope, run.experimentId()).urnName();
        inputs.forEach(input -> add(commit, scope, run, experiment, input));
    }

    private static void add(
            Commit commit, Scope scope, Run run, String experiment, LoggedInput input) {
        EventTime start = run.startTime(commit.now());
        MlflowDataset identity = DatasetFacts.identify(input.dataset(), experiment);
        Optional<DatasetRows.Stored> known =
                DatasetRows.find(
                        scope,
                        run.experimentId(),
                        input.dataset().name(),
                        input.dataset().digest());
        DatasetRows.Stored stored =
                known.orElseGet(
                        () ->
                                DatasetRows.insert(
                                        scope,
                                        run.experimentId(),
                                        input.dataset(),
                                        DatasetFacts.describe(
                                                commit, identity, input.dataset(), start)));
        boolean added = insert(scope, run, stored, input);
        Urn meant = identity.version().orElse(identity.urn());
        boolean other = !meant.equals(stored.version());
        if (!added && !other) {
            return;
        }
        Map<String, Object> use = DatasetFacts.use(identity, input.context());
        Urn used = other ? describe(commit, identity, input, start) : stored.version();
        if (other) {
            Once.declare(commit, run.urn(), EdgeKind.USED, used, start, use);
        } else {
            commit.declare(run.urn(), EdgeKind.USED, used, start, use);
        }
        Evaluations.linkDataset(
                commit, run, input.dataset().name(), input.dataset().digest(), used);
    }

    /**
     * For MLflow a dataset is its name and digest, and the first source that was told stays; what
     * this run read may be another version all the same, such as of a Delta table.
     */
    private static Urn describe(
            Commit commit, MlflowDataset identity, LoggedInput input, EventTime at) {
        return DatasetFacts.describe(commit, identity, input.dataset(), at);
    }

    private static boolean insert(
            Scope scope, Run run, DatasetRows.Stored dataset, LoggedInput input) {
        int added =
                scope.sql(
                                "INSERT INTO mlflow_input (node_id, dataset_id, workspace_id)"
                                        + " VALUES (:node, :dataset, :workspace) ON CONFLICT DO"
                                        + " NOTHING")
                        .bind("node", run.nodeId())
                        .bind("dataset", dataset.id())
                        .update();
        if (added == 0) {
            return false;
        }
        input.tags()
                .forEach(
                        tag ->
                                scope.sql(
                                                "INSERT INTO mlflow_input_tag (node_id, dataset_id,"
                                                        + " key, workspace_id, value) VALUES (:node,"
                                                        + " :dataset, :key, :workspace, :value)")
                                        .bind("node", run.nodeId())
                                        .bind("dataset", dataset.id())
                                        .bind("key", tag.key())
                                        .bind("value", tag.value())
                                        .update());
        return true;
    }
}
