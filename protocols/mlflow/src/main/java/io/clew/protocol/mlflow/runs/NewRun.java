package io.clew.protocol.mlflow.runs;

import io.clew.commit.Commit;
import io.clew.http.json.JsonObject;
import io.clew.identity.mlflow.MlflowUrns;
import io.clew.model.ClewException;
import io.clew.protocol.mlflow.experiments.Experiment;
import io.clew.protocol.mlflow.experiments.ExperimentId;
import io.clew.protocol.mlflow.experiments.ExperimentRows;
import io.clew.protocol.mlflow.rows.Scope;
import io.clew.protocol.mlflow.wire.Checks;
import io.clew.protocol.mlflow.wire.EventTimes;
import io.clew.protocol.mlflow.wire.KeyValue;
import io.clew.protocol.mlflow.wire.Limits;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** Holds what a client asks of a new run, checked; id and name are made before the write. */
record NewRun(
        long experimentId,
        String runId,
        String name,
        String userId,
        long startMillis,
        List<KeyValue> tags) {

    /**
     * Reads the fields of a call.
     *
     * @throws ClewException INVALID_PARAMETER when one is missing or malformed, NOT_FOUND when
     *     there can be no such experiment
     */
    static NewRun read(JsonObject fields, RandomGenerator random) {
        long experimentId = ExperimentId.of(fields);
        List<KeyValue> tags = new ArrayList<>(KeyValue.list(fields, "tags"));
        Checks.count("tags", tags.size(), Limits.TAGS_MAX);
        RunChecks.tags("tags", tags);
        String given = fields.optionalText("run_name").orElse("");
        String tagged =
                tags.stream()
                        .filter(tag -> tag.key().equals(RunEdit.NAME_TAG))
                        .map(KeyValue::value)
                        .findFirst()
                        .orElse("");
        if (!given.isEmpty() && !tagged.isEmpty() && !given.equals(tagged)) {
            throw ClewException.invalid(
                    "run_name",
                    "Both 'run_name' argument and 'mlflow.runName' tag are specified, but with different values (run_name='%s', mlflow.runName='%s')."
                            .formatted(given, tagged));
        }
        String name = !given.isEmpty() ? given : !tagged.isEmpty() ? tagged : RunNames.next(random);
        Checks.length("run_name", name, Limits.TAG_VALUE_LENGTH_MAX);
        tags.removeIf(tag -> tag.key().equals(RunEdit.NAME_TAG));
        tags.add(new KeyValue(RunEdit.NAME_TAG, name));
        return new NewRun(
                experimentId,
                UUID.randomUUID().toString().replace("-", ""),
                name,
                Checks.length(
                        "user_id",
                        fields.optionalText("user_id").orElse(""),
                        Limits.KEY_LENGTH_MAX),
                fields.optionalInteger("start_time").orElse(0),
                tags);
    }

    /**
     * Makes the run.
     *
     * @throws ClewException NOT_FOUND or INVALID_PARAMETER when its experiment is not there or is
     *     deleted
     */
    RunEdit insert(Commit commit) {
        Scope scope = Scope.of(commit);
        Experiment experiment = ExperimentRows.get(scope, experimentId).requireActive();
        Run run =
                new Run(
                        commit.nodeId(MlflowUrns.run(runId)),
                        experiment.id(),
                        runId,
                        name,
                        userId,
                        RunStatus.RUNNING,
                        1,
                        EventTimes.isTime(startMillis) ? startMillis : commit.now().toEpochMilli(),
                        startMillis,
                        null,
                        experiment.artifactUri(runId),
                        false);
        RunRows.insert(scope, run);
        commit.subject(run.urn());
        RunFacts.created(commit, run, experiment.urn());
        RunEdit edit = RunEdit.ofNew(commit, run);
        edit.setTags(tags);
        return edit;
    }
}
