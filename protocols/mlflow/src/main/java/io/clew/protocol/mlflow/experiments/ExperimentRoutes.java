package io.clew.protocol.mlflow.experiments;

import io.clew.commit.Commit;
import io.clew.http.Method;
import io.clew.http.Response;
import io.clew.http.json.JsonObject;
import io.clew.model.Attributes;
import io.clew.model.ClewException;
import io.clew.model.ErrorCode;
import io.clew.model.EventTime;
import io.clew.protocol.mlflow.rows.MlflowStore;
import io.clew.protocol.mlflow.rows.Scope;
import io.clew.protocol.mlflow.wire.Answers;
import io.clew.protocol.mlflow.wire.Call;
import io.clew.protocol.mlflow.wire.Checks;
import io.clew.protocol.mlflow.wire.Endpoints;
import io.clew.protocol.mlflow.wire.Feature;
import io.clew.protocol.mlflow.wire.KeyValue;
import io.clew.protocol.mlflow.wire.Limits;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Answers the calls on single experiments. */
public final class ExperimentRoutes implements Feature {
    private final MlflowStore store;
    private final ArtifactLocation location;

    /** Makes the feature; new experiments go to the location unless their makers name another. */
    public ExperimentRoutes(MlflowStore store, ArtifactLocation location) {
        this.store = store;
        this.location = location;
    }

    @Override
    public void addTo(Endpoints endpoints) {
        endpoints
                .v2(Method.POST, "/experiments/create", this::create)
                .v2(Method.GET, "/experiments/get", this::get)
                .v2(Method.GET, "/experiments/get-by-name", this::getByName)
                .v2(Method.POST, "/experiments/update", this::update)
                .v2(Method.POST, "/experiments/delete", call -> setDeleted(call, true))
                .v2(Method.POST, "/experiments/restore", call -> setDeleted(call, false))
                .v2(Method.POST, "/experiments/set-experiment-tag", this::setTag)
                .v2(Method.POST, "/experiments/delete-experiment-tag", this::deleteTag);
    }

    private Response create(Call call) throws IOException {
        JsonObject fields = call.fields();
        String name =
                Checks.length(
                        "name", fields.nonEmptyText("name"), Limits.EXPERIMENT_NAME_LENGTH_MAX);
        Optional<String> place =
                fields.optionalText("artifact_location")
                        .filter(text -> !text.isEmpty())
                        .map(ArtifactLocation::checked);
        List<KeyValue> tags = KeyValue.list(fields, "tags");
        Checks.count("tags", tags.size(), Limits.TAGS_MAX);
        for (int i = 0; i < tags.size(); i++) {
            checkTag("tags[" + i + "].", tags.get(i));
        }
        long id =
                store.write(
                        call, "experiments/create", commit -> insert(commit, name, place, tags));
        return Answers.of(out -> out.text("experiment_id", Long.toString(id)));
    }

    private long insert(Commit commit, String name, Optional<String> place, List<KeyValue> tags) {
        Scope scope = Scope.of(commit);
        refuseTakenName(scope, name);
        long id = ExperimentRows.nextId(scope);
        // The name may have been another experiment's before that was renamed.
        String urnName = ExperimentRows.isUrnNameTaken(scope, name) ? name + "#" + id : name;
        long now = commit.now().toEpochMilli();
        Experiment experiment =
                new Experiment(
                        id, name, urnName, place.orElseGet(() -> location.of(id)), false, now, now);
        ExperimentRows.insert(scope, experiment);
        tags.forEach(tag -> ExperimentRows.setTag(scope, id, tag));
        ExperimentFacts.created(commit, experiment, tags);
        return id;
    }

    private static void refuseTakenName(Scope scope, String name) {
        ExperimentRows.find(scope, name)
                .ifPresent(
                        other -> {
                            throw new ClewException(
                                    ErrorCode.ALREADY_EXISTS,
                                    "Experiment(name=%s) already exists%s."
                                            .formatted(
                                                    name,
                                                    other.deleted()
                                                            ? " in deleted state; restore it or"
                                                                    + " choose another name"
                                                            : ""));
                        });
    }

    private Response get(Call call) throws IOException {
        long id = ExperimentId.of(call.fields());
        return store.read(call, scope -> answer(scope, ExperimentRows.get(scope, id)));
    }

    private Response getByName(Call call) throws IOException {
        String name = call.fields().nonEmptyText("experiment_name");
        return store.read(
                call,
                scope ->
                        answer(
                                scope,
                                ExperimentRows.find(scope, name)
                                        .orElseThrow(
                                                () ->
                                                        ClewException.notFound(
                                                                "Could not find experiment with name"
                                                                        + " '"
                                                                        + name
                                                                        + "'"))));
    }

    private static Response answer(Scope scope, Experiment experiment) {
        Map<Long, List<KeyValue>> tags = ExperimentRows.tags(scope, List.of(experiment.id()));
        return Answers.of(
                out ->
                        out.object(
                                "experiment",
                                body ->
                                        experiment.write(
                                                body,
                                                tags.getOrDefault(experiment.id(), List.of()))));
    }

    private Response update(Call call) throws IOException {
        long id = ExperimentId.of(call.fields());
        String name =
                Checks.length(
                        "new_name",
                        call.fields().nonEmptyText("new_name"),
                        Limits.EXPERIMENT_NAME_LENGTH_MAX);
        return store.write(
                call,
                "experiments/update",
                commit -> {
                    Scope scope = Scope.of(commit);
                    Experiment experiment = ExperimentRows.get(scope, id);
                    if (experiment.deleted()) {
                        throw new ClewException(
                                ErrorCode.INVALID_STATE, "Cannot rename a non-active experiment.");
                    }
                    if (!experiment.name().equals(name)) {
                        refuseTakenName(scope, name);
                        ExperimentRows.rename(scope, id, name, commit.now().toEpochMilli());
                        ExperimentFacts.renamed(commit, experiment, name);
                    }
                    commit.subject(experiment.urn());
                    return Answers.empty();
                });
    }

    private Response setDeleted(Call call, boolean deleted) throws IOException {
        long id = ExperimentId.of(call.fields());
        return store.write(
                call,
                deleted ? "experiments/delete" : "experiments/restore",
                commit -> {
                    Scope scope = Scope.of(commit);
                    Experiment experiment = ExperimentRows.get(scope, id);
                    if (experiment.deleted() == deleted) {
                        throw ClewException.notFound("No Experiment with id=" + id + " exists");
                    }
                    ExperimentRows.setDeleted(scope, id, deleted, commit.now().toEpochMilli());
                    List<String> runIds = ExperimentRuns.setDeleted(scope, id, deleted);
                    ExperimentFacts.deleted(commit, experiment, runIds, deleted);
                    return Answers.empty();
                });
    }

    private Response setTag(Call call) throws IOException {
        JsonObject fields = call.fields();
        long id = ExperimentId.of(fields);
        KeyValue tag =
                new KeyValue(fields.nonEmptyText("key"), fields.optionalText("value").orElse(""));
        checkTag("", tag);
        return store.write(
                call,
                "experiments/set-experiment-tag",
                commit -> {
                    Scope scope = Scope.of(commit);
                    Experiment experiment = ExperimentRows.get(scope, id).requireActive();
                    commit.subject(experiment.urn());
                    if (!tag.value().equals(ExperimentRows.tag(scope, id, tag.key()))) {
                        ExperimentRows.setTag(scope, id, tag);
                        declareTag(commit, experiment, tag.key(), tag.value());
                    }
                    return Answers.empty();
                });
    }

    private Response deleteTag(Call call) throws IOException {
        long id = ExperimentId.of(call.fields());
        String key = call.fields().nonEmptyText("key");
        return store.write(
                call,
                "experiments/delete-experiment-tag",
                commit -> {
                    Scope scope = Scope.of(commit);
                    Experiment experiment = ExperimentRows.get(scope, id).requireActive();
                    if (!ExperimentRows.deleteTag(scope, id, key)) {
                        throw ClewException.notFound(
                                "No tag with name: " + key + " in experiment with id " + id);
                    }
                    commit.subject(experiment.urn());
                    declareTag(commit, experiment, key, null);
                    return Answers.empty();
                });
    }

    private static void declareTag(
            Commit commit, Experiment experiment, String key, @Nullable String value) {
        commit.declare(
                experiment.urn(), Attributes.TAG + key, value, EventTime.received(commit.now()));
    }

    private static void checkTag(String path, KeyValue tag) {
        Checks.key(path + "key", tag.key());
        Checks.length(path + "value", tag.value(), Limits.EXPERIMENT_TAG_VALUE_LENGTH_MAX);
    }
}
