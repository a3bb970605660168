package io.clew.protocol.mlflow.experiments;

import io.clew.protocol.mlflow.rows.MlflowStore;
import io.clew.protocol.mlflow.rows.Scope;
import java.util.List;

/** Makes the experiment that clients expect to be there from the start. */
public final class DefaultExperiment {
    private DefaultExperiment() {}

    /** Makes it in every workspace that has none yet. */
    public static void ensure(MlflowStore store, ArtifactLocation location) {
        store.eachWorkspace(
                "experiments/default",
                scope -> ExperimentRows.find(scope, Experiment.DEFAULT_ID).isEmpty(),
                commit -> {
                    long now = commit.now().toEpochMilli();
                    Experiment experiment =
                            new Experiment(
                                    Experiment.DEFAULT_ID,
                                    Experiment.DEFAULT_NAME,
                                    Experiment.DEFAULT_NAME,
                                    location.of(Experiment.DEFAULT_ID),
                                    false,
                                    now,
                                    now);
                    ExperimentRows.insert(Scope.of(commit), experiment);
                    ExperimentFacts.created(commit, experiment, List.of());
                });
    }
}
