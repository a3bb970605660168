package io.clew.protocol.mlflow.experiments;

import io.clew.commit.Commit;
import io.clew.identity.mlflow.MlflowUrns;
import io.clew.model.Attributes;
import io.clew.model.EventTime;
import io.clew.model.Urn;
import io.clew.protocol.mlflow.wire.EventTimes;
import io.clew.protocol.mlflow.wire.KeyValue;
import java.time.Instant;
import java.util.List;

/** Says in the graph what happens to experiments. */
final class ExperimentFacts {
    private ExperimentFacts() {}

    static void created(Commit commit, Experiment experiment, List<KeyValue> tags) {
        created(commit, experiment, tags, EventTime.received(commit.now()));
    }

    /** Says that it was made at a time that may be long past. */
    static void created(Commit commit, Experiment experiment, List<KeyValue> tags, EventTime at) {
        Urn job = experiment.urn();
        commit.subject(job);
        commit.declare(job, Attributes.NAME, experiment.name(), at);
        commit.declare(job, Attributes.EXPERIMENT_ID, Long.toString(experiment.id()), at);
        commit.declare(job, Attributes.STORAGE, experiment.artifactLocation(), at);
        commit.declare(
                job,
                Attributes.CREATED,
                EventTimes.text(Instant.ofEpochMilli(experiment.createdMillis())),
                at);
        tags.forEach(tag -> commit.declare(job, Attributes.TAG + tag.key(), tag.value(), at));
    }

    static void renamed(Commit commit, Experiment experiment, String newName) {
        commit.subject(experiment.urn());
        commit.declare(
                experiment.urn(), Attributes.NAME, newName, EventTime.received(commit.now()));
    }

    static void deleted(
            Commit commit, Experiment experiment, List<String> runIds, boolean deleted) {
        deleted(commit, experiment, runIds, deleted, EventTime.received(commit.now()));
    }

    static void deleted(
            Commit commit,
            Experiment experiment,
            List<String> runIds,
            boolean deleted,
            EventTime at) {
        commit.subject(experiment.urn());
        commit.declare(experiment.urn(), Attributes.DELETED, deleted ? true : null, at);
        for (String runId : runIds) {
            commit.declare(MlflowUrns.run(runId), Attributes.DELETED, deleted ? true : null, at);
        }
    }
}
