package io.clew.protocol.mlflow.loggedmodels;

import io.clew.commit.Commit;
import io.clew.http.Method;
import io.clew.http.Response;
import io.clew.http.json.JsonObject;
import io.clew.model.ClewException;
import io.clew.protocol.mlflow.experiments.Experiment;
import io.clew.protocol.mlflow.experiments.ExperimentId;
import io.clew.protocol.mlflow.experiments.ExperimentRows;
import io.clew.protocol.mlflow.rows.MlflowStore;
import io.clew.protocol.mlflow.rows.Scope;
import io.clew.protocol.mlflow.runs.RunNames;
import io.clew.protocol.mlflow.wire.Answers;
import io.clew.protocol.mlflow.wire.Call;
import io.clew.protocol.mlflow.wire.Checks;
import io.clew.protocol.mlflow.wire.Endpoints;
import io.clew.protocol.mlflow.wire.Feature;
import io.clew.protocol.mlflow.wire.KeyValues;
import io.clew.protocol.mlflow.wire.Limits;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** Answers calls below {@code /logged-models}, but for search, files and finishing. */
public final class LoggedModelRoutes implements Feature {
    /** Most characters of a name or type: what MLflow's tables hold. */
    private static final int NAME_CHARS_MAX = 500;

    private final MlflowStore store;

    public LoggedModelRoutes(MlflowStore store) {
        this.store = store;
    }

    @Override
    public void addTo(Endpoints endpoints) {
        endpoints
                .v2(Method.POST, "/logged-models", this::create)
                .v2(Method.GET, "/logged-models/{model_id}", this::get)
                .v2(Method.DELETE, "/logged-models/{model_id}", this::delete)
                .v2(Method.PATCH, "/logged-models/{model_id}/tags", this::setTags)
                .v2(Method.DELETE, "/logged-models/{model_id}/tags/{tag_key}", this::deleteTag)
                .v2(Method.POST, "/logged-models/{model_id}/params", this::logParams);
    }

    private Response create(Call call) throws IOException {
        JsonObject fields = call.fields();
        long experimentId = ExperimentId.of(fields);
        String name =
                name(
                        fields.optionalText("name")
                                .filter(given -> !given.isEmpty())
                                .orElseGet(() -> RunNames.next(ThreadLocalRandom.current())));
        String type = Checks.length("model_type", text(fields, "model_type"), NAME_CHARS_MAX);
        String runId = Checks.length("source_run_id", text(fields, "source_run_id"), 256);
        Map<String, String> params =
                KeyValues.read(fields, "params", Limits.PARAM_VALUE_LENGTH_MAX);
        Map<String, String> tags = KeyValues.read(fields, "tags", Limits.TAG_VALUE_LENGTH_MAX);
        String id = "m-" + UUID.randomUUID().toString().replace("-", "");
        return store.write(
                call,
                "logged-models/create",
                commit -> {
                    Scope scope = Scope.of(commit);
                    Experiment experiment = ExperimentRows.get(scope, experimentId).requireActive();
                    long now = commit.now().toEpochMilli();
                    LoggedModel model =
                            new LoggedModel(
                                    id,
                                    experimentId,
                                    name,
                                    artifactUri(experiment, id),
                                    now,
                                    now,
                                    LoggedModelStatus.PENDING,
                                    type,
                                    runId,
                                    false);
                    LoggedModelRows.insert(scope, model);
                    LoggedModelFacts.created(commit, model);
                    putParams(commit, model, params);
                    putTags(commit, model, tags);
                    return LoggedModelJson.answer(scope, model);
                });
    }

    private Response get(Call call) {
        String id = modelId(call);
        boolean deleted =
                call.request()
                        .query()
                        .first("allow_deleted")
                        .filter("true"::equalsIgnoreCase)
                        .isPresent();
        return store.read(
                call,
                scope ->
                        LoggedModelRows.find(scope, id)
                                .filter(model -> deleted || !model.deleted())
                                .map(model -> LoggedModelJson.answer(scope, model))
                                .orElseThrow(() -> LoggedModelRows.notFound(id)));
    }

    private Response delete(Call call) throws IOException {
        String id = modelId(call);
        return store.write(
                call,
                "logged-models/delete",
                commit -> {
                    Scope scope = Scope.of(commit);
                    LoggedModel model = LoggedModelRows.require(scope, id);
                    LoggedModelRows.setDeleted(scope, id, commit.now().toEpochMilli());
                    LoggedModelFacts.deleted(commit, model.urn());
                    return Answers.empty();
                });
    }

    private Response setTags(Call call) throws IOException {
        String id = modelId(call);
        Map<String, String> tags =
                KeyValues.read(call.fields(), "tags", Limits.TAG_VALUE_LENGTH_MAX);
        return store.write(
                call,
                "logged-models/set-tags",
                commit -> {
                    putTags(commit, LoggedModelRows.require(Scope.of(commit), id), tags);
                    return Answers.empty();
                });
    }

    private Response deleteTag(Call call) throws IOException {
        String id = modelId(call);
        String key = call.request().pathParam("tag_key");
        return store.write(
                call,
                "logged-models/delete-tag",
                commit -> {
                    Scope scope = Scope.of(commit);
                    LoggedModel model = LoggedModelRows.require(scope, id);
                    if (!LoggedModelRows.deleteTag(scope, id, key)) {
                        throw ClewException.notFound(
                                "No tag with key '%s' found for model with ID '%s'."
                                        .formatted(key, id));
                    }
                    LoggedModelFacts.tagDeleted(commit, model.urn(), key);
                    return Answers.empty();
                });
    }

    private Response logParams(Call call) throws IOException {
        String id = modelId(call);
        Map<String, String> params =
                KeyValues.read(call.fields(), "params", Limits.PARAM_VALUE_LENGTH_MAX);
        return store.write(
                call,
                "logged-models/log-params",
                commit -> {
                    putParams(commit, LoggedModelRows.require(Scope.of(commit), id), params);
                    return Answers.empty();
                });
    }

    /** Adds parameters; one that is there with another value is refused, as with runs. */
    private static void putParams(Commit commit, LoggedModel model, Map<String, String> params) {
        Scope scope = Scope.of(commit);
        Map<String, String> known =
                LoggedModelRows.params(scope, List.of(model.modelId()))
                        .getOrDefault(model.modelId(), Map.of());
        params.forEach(
                (key, value) -> {
                    String before = known.get(key);
                    if (before == null) {
                        LoggedModelRows.putParam(scope, model.modelId(), key, value);
                    } else if (!before.equals(value)) {
                        throw ClewException.invalid(
                                key,
                                "The parameter '%s' of logged model '%s' has another value already, and parameters do not change"
                                        .formatted(key, model.modelId()));
                    }
                });
        LoggedModelFacts.params(commit, model.urn(), params);
    }

    private static void putTags(Commit commit, LoggedModel model, Map<String, String> tags) {
        Scope scope = Scope.of(commit);
        tags.forEach((key, value) -> LoggedModelRows.putTag(scope, model.modelId(), key, value));
        LoggedModelFacts.tags(commit, model.urn(), tags);
    }

    private static String artifactUri(Experiment experiment, String id) {
        String root = experiment.artifactLocation();
        return root + (root.endsWith("/") ? "" : "/") + "models/" + id + "/artifacts";
    }

    private static String name(String name) {
        if (name.chars().anyMatch(c -> "/:.%\"'".indexOf(c) >= 0)) {
            throw ClewException.invalid(
                    "name",
                    "Invalid model name ('%s') provided. It cannot contain / : . %% \" or '"
                            .formatted(name));
        }
        return Checks.length("name", name, NAME_CHARS_MAX);
    }

    private static String text(JsonObject fields, String field) {
        return fields.optionalText(field).orElse("");
    }

    private static String modelId(Call call) {
        return call.request().pathParam("model_id");
    }
}
