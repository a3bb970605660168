package io.clew.protocol.mlflow.loggedmodels;

import io.clew.http.Response;
import io.clew.http.json.JsonWriter;
import io.clew.protocol.mlflow.rows.Scope;
import io.clew.protocol.mlflow.wire.Answers;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes logged models as MLflow's clients read them. */
final class LoggedModelJson {

    /** A logged model with all that an answer shows of it. */
    record View(
            LoggedModel model,
            Map<String, String> params,
            Map<String, String> tags,
            List<ModelMetric> metrics) {}

    private LoggedModelJson() {}

    static View view(Scope scope, LoggedModel model) {
        return views(scope, List.of(model)).getFirst();
    }

    /** Loads what answers show of models, in the order given. */
    static List<View> views(Scope scope, Collection<LoggedModel> models) {
        List<String> ids = models.stream().map(LoggedModel::modelId).toList();
        Map<String, Map<String, String>> params = LoggedModelRows.params(scope, ids);
        Map<String, Map<String, String>> tags = LoggedModelRows.tags(scope, ids);
        Map<String, List<ModelMetric>> metrics = LoggedModelMetrics.of(scope, ids);
        return models.stream()
                .map(
                        model ->
                                new View(
                                        model,
                                        params.getOrDefault(model.modelId(), Map.of()),
                                        tags.getOrDefault(model.modelId(), Map.of()),
                                        metrics.getOrDefault(model.modelId(), List.of())))
                .toList();
    }

    /** Answers with one logged model. */
    static Response answer(Scope scope, LoggedModel model) {
        View view = view(scope, model);
        return Answers.of(out -> out.object("model", one -> write(one, view)));
    }

    static void write(JsonWriter out, View view) {
        out.object("info", info -> info(info, view)).object("data", data -> data(data, view));
    }

    private static void info(JsonWriter out, View view) {
        LoggedModel model = view.model();
        out.text("model_id", model.modelId())
                .text("experiment_id", Long.toString(model.experimentId()))
                .text("name", model.name())
                .number("creation_timestamp_ms", model.createdMillis())
                .number("last_updated_timestamp_ms", model.updatedMillis())
                .text("artifact_uri", model.artifactUri())
                .text("status", model.status().wireName())
                .text("model_type", unlessEmpty(model.modelType()))
                .text("source_run_id", unlessEmpty(model.sourceRunId()))
                .objectsUnlessEmpty("tags", view.tags().entrySet(), LoggedModelJson::entry);
    }

    private static void data(JsonWriter out, View view) {
        out.objectsUnlessEmpty("params", view.params().entrySet(), LoggedModelJson::entry)
                .objectsUnlessEmpty("metrics", view.metrics(), LoggedModelJson::metric);
    }

    private static void entry(JsonWriter out, Map.Entry<String, String> entry) {
        out.text("key", entry.getKey()).text("value", entry.getValue());
    }

    private static void metric(JsonWriter out, ModelMetric metric) {
        out.text("key", metric.key())
                .number("value", metric.value())
                .number("timestamp", metric.timestampMillis())
                .number("step", metric.step())
                .text("dataset_name", unlessEmpty(metric.datasetName()))
                .text("dataset_digest", unlessEmpty(metric.datasetDigest()))
                .text("model_id", metric.modelId())
                .text("run_id", metric.runId());
    }

    private static @Nullable String unlessEmpty(String text) {
        return text.isEmpty() ? null : text;
    }
}
