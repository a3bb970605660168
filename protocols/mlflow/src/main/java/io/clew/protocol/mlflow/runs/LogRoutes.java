package io.clew.protocol.mlflow.runs;

import io.clew.http.Method;
import io.clew.http.Response;
import io.clew.http.json.JsonObject;
import io.clew.protocol.mlflow.rows.MlflowStore;
import io.clew.protocol.mlflow.wire.Answers;
import io.clew.protocol.mlflow.wire.Call;
import io.clew.protocol.mlflow.wire.Endpoints;
import io.clew.protocol.mlflow.wire.Feature;
import io.clew.protocol.mlflow.wire.KeyValue;
import java.io.IOException;
import java.util.List;

/** Answers the calls that write params, tags and metrics of runs. */
public final class LogRoutes implements Feature {
    private final MlflowStore store;

    public LogRoutes(MlflowStore store) {
        this.store = store;
    }

    @Override
    public void addTo(Endpoints endpoints) {
        endpoints
                .v2(Method.POST, "/runs/log-metric", this::logMetric)
                .v2(Method.POST, "/runs/log-parameter", this::logParam)
                .v2(Method.POST, "/runs/log-batch", this::logBatch)
                .v2(Method.POST, "/runs/set-tag", this::setTag)
                .v2(Method.POST, "/runs/delete-tag", this::deleteTag)
                .v2(Method.POST, "/runs/log-model", this::logModel);
    }

    private Response logMetric(Call call) throws IOException {
        JsonObject fields = call.fields();
        String runId = RunRows.id(fields);
        Measured metric =
                new Measured(
                        fields.nonEmptyText("key"),
                        fields.number("value"),
                        fields.integer("timestamp"),
                        fields.optionalInteger("step").orElse(0),
                        fields.optionalText("model_id").orElse(null),
                        fields.optionalText("dataset_name").orElse(null),
                        fields.optionalText("dataset_digest").orElse(null));
        RunChecks.metric("", metric);
        return store.writePoints(
                call,
                "runs/log-metric",
                commit -> {
                    RunEdit edit = RunEdit.of(commit, runId);
                    RunMetrics.add(commit, edit.run(), List.of(metric));
                    return Answers.empty();
                });
    }

    private Response logParam(Call call) throws IOException {
        JsonObject fields = call.fields();
        String runId = RunRows.id(fields);
        KeyValue param = pair(fields);
        RunChecks.param("", param);
        return store.write(
                call,
                "runs/log-parameter",
                commit -> {
                    RunEdit edit = RunEdit.of(commit, runId);
                    commit.subject(edit.run().urn());
                    edit.addParams(List.of(param));
                    return Answers.empty();
                });
    }

    private Response setTag(Call call) throws IOException {
        JsonObject fields = call.fields();
        String runId = RunRows.id(fields);
        KeyValue tag = pair(fields);
        RunChecks.tag("", tag);
        return store.write(
                call,
                "runs/set-tag",
                commit -> {
                    RunEdit edit = RunEdit.of(commit, runId);
                    commit.subject(edit.run().urn());
                    edit.setTags(List.of(tag));
                    return Answers.empty();
                });
    }

    private static KeyValue pair(JsonObject fields) {
        return new KeyValue(fields.nonEmptyText("key"), fields.optionalText("value").orElse(""));
    }

    private Response deleteTag(Call call) throws IOException {
        String runId = RunRows.id(call.fields());
        String key = call.fields().nonEmptyText("key");
        return store.write(
                call,
                "runs/delete-tag",
                commit -> {
                    RunEdit edit = RunEdit.of(commit, runId);
                    commit.subject(edit.run().urn());
                    edit.removeTag(key);
                    return Answers.empty();
                });
    }

    /** Writes all of a batch or, when any of it is refused, nothing. */
    private Response logBatch(Call call) throws IOException {
        byte[] body = call.body();
        Batch batch = BatchReader.read(call);
        RunChecks.batch(batch.metrics(), batch.params(), batch.tags());
        return store.writePoints(
                call,
                "runs/log-batch",
                commit -> {
                    RunEdit edit = RunEdit.of(commit, batch.runId());
                    if (batch.metrics().isEmpty()
                            || !batch.params().isEmpty()
                            || !batch.tags().isEmpty()) {
                        commit.subject(edit.run().urn());
                        commit.payload(body);
                    }
                    edit.addParams(batch.params());
                    edit.setTags(batch.tags());
                    RunMetrics.add(commit, edit.run(), batch.metrics());
                    return Answers.empty();
                });
    }

    private Response logModel(Call call) throws IOException {
        JsonObject fields = call.fields();
        String runId = RunRows.id(fields);
        LegacyModel model = LegacyModel.of(fields);
        return store.write(
                call,
                "runs/log-model",
                commit -> {
                    RunEdit edit = RunEdit.of(commit, runId);
                    commit.subject(edit.run().urn());
                    KeyValue tag = model.historyTag(edit.tag(LegacyModel.HISTORY_TAG));
                    edit.setTags(List.of(tag));
                    return Answers.empty();
                });
    }
}
