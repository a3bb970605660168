package io.clew.protocol.mlflow.registry;

import io.clew.commit.Commit;
import io.clew.http.Method;
import io.clew.http.Response;
import io.clew.http.json.JsonObject;
import io.clew.model.ClewException;
import io.clew.model.ErrorCode;
import io.clew.protocol.mlflow.registry.ModelRows.NameHolder;
import io.clew.protocol.mlflow.rows.MlflowStore;
import io.clew.protocol.mlflow.rows.Scope;
import io.clew.protocol.mlflow.wire.Answers;
import io.clew.protocol.mlflow.wire.Call;
import io.clew.protocol.mlflow.wire.Endpoints;
import io.clew.protocol.mlflow.wire.Feature;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Answers calls below {@code /registered-models}, but for search and aliases. */
public final class RegisteredModelRoutes implements Feature {
    private final MlflowStore store;

    public RegisteredModelRoutes(MlflowStore store) {
        this.store = store;
    }

    @Override
    public void addTo(Endpoints endpoints) {
        endpoints
                .v2(Method.POST, "/registered-models/create", this::create)
                .v2(Method.POST, "/registered-models/rename", this::rename)
                .v2(Method.PATCH, "/registered-models/update", this::update)
                .v2(Method.DELETE, "/registered-models/delete", this::delete)
                .v2(Method.GET, "/registered-models/get", this::get)
                .v2(Method.GET, "/registered-models/get-latest-versions", this::latestVersions)
                .v2(Method.POST, "/registered-models/get-latest-versions", this::latestVersions)
                .v2(Method.POST, "/registered-models/set-tag", this::setTag)
                .v2(Method.DELETE, "/registered-models/delete-tag", this::deleteTag);
    }

    private Response create(Call call) throws IOException {
        JsonObject fields = call.fields();
        String name = RegistryNames.model(fields, "name");
        String description = RegistryNames.description(fields);
        Map<String, String> tags = RegistryNames.tags(fields);
        return store.write(
                call,
                "registered-models/create",
                commit -> {
                    Scope scope = Scope.of(commit);
                    requireFree(scope, name, Prompts.isPrompt(tags));
                    long now = commit.now().toEpochMilli();
                    RegisteredModel model =
                            new RegisteredModel(
                                    ModelRows.nextId(scope), name, description, now, now);
                    takeName(commit, model);
                    ModelRows.insert(scope, model);
                    tags.forEach((key, value) -> ModelRows.putTag(scope, model.id(), key, value));
                    new RegistryFacts(commit).modelCreated(model, tags);
                    return answer(scope, model);
                });
    }

    private static void requireFree(Scope scope, String name, boolean prompt) {
        Optional<RegisteredModel> other = ModelRows.find(scope, name);
        if (other.isEmpty()) {
            return;
        }
        boolean otherIsPrompt = Prompts.isPrompt(ModelRows.tags(scope, other.get().id()));
        String word = Prompts.word(prompt);
        throw new ClewException(
                ErrorCode.ALREADY_EXISTS,
                prompt == otherIsPrompt
                        ? "%s (name=%s) already exists.".formatted(word, name)
                        : "Tried to create a %s with name '%s', but the name is already taken by a %s: the two share their names."
                                .formatted(
                                        word.toLowerCase(Locale.ROOT),
                                        name,
                                        Prompts.word(otherIsPrompt).toLowerCase(Locale.ROOT)));
    }

    /** Gives a new model a name that another may have had before. */
    static void takeName(Commit commit, RegisteredModel model) {
        Scope scope = Scope.of(commit);
        Optional<NameHolder> before = ModelRows.lastHolder(scope, model.name());
        long versionMax = before.map(NameHolder::versionMax).orElse(0L);
        ModelRows.setHolder(scope, model.name(), new NameHolder(model.id(), versionMax, null));
        before.ifPresent(
                holder -> {
                    boolean renamed = holder.renamedTo() != null;
                    // A renamed model took its tags along; those of a deleted one end here.
                    Map<String, String> tags =
                            renamed ? Map.of() : ModelRows.tags(scope, holder.id());
                    new RegistryFacts(commit).nameTakenAnew(model.urn(), tags, holder.renamedTo());
                    if (!renamed) {
                        ModelRows.dropTags(scope, holder.id());
                    }
                });
    }

    private Response rename(Call call) throws IOException {
        JsonObject fields = call.fields();
        String name = RegistryNames.model(fields, "name");
        String newName = RegistryNames.model(fields, "new_name");
        return store.write(
                call,
                "registered-models/rename",
                commit -> {
                    Scope scope = Scope.of(commit);
                    RegisteredModel before = ModelRows.require(scope, name);
                    RegisteredModel after =
                            new RegisteredModel(
                                    before.id(),
                                    newName,
                                    before.description(),
                                    before.createdMillis(),
                                    commit.now().toEpochMilli());
                    new Renaming(commit).rename(before, after);
                    return answer(scope, after);
                });
    }

    private Response update(Call call) throws IOException {
        JsonObject fields = call.fields();
        String name = RegistryNames.model(fields, "name");
        String description = RegistryNames.description(fields);
        return store.write(
                call,
                "registered-models/update",
                commit -> {
                    Scope scope = Scope.of(commit);
                    RegisteredModel before = ModelRows.require(scope, name);
                    RegisteredModel after =
                            new RegisteredModel(
                                    before.id(),
                                    name,
                                    description,
                                    before.createdMillis(),
                                    commit.now().toEpochMilli());
                    ModelRows.update(scope, after);
                    new RegistryFacts(commit).description(after.urn(), description);
                    return answer(scope, after);
                });
    }

    private Response delete(Call call) throws IOException {
        String name = RegistryNames.model(call.fields(), "name");
        return store.write(
                call,
                "registered-models/delete",
                commit -> {
                    delete(commit, ModelRows.require(Scope.of(commit), name));
                    return Answers.empty();
                });
    }

    /** Deletes a model with all its versions. */
    static void delete(Commit commit, RegisteredModel model) {
        Scope scope = Scope.of(commit);
        RegistryFacts facts = new RegistryFacts(commit);
        VersionView.of(scope, VersionRows.ofModel(scope, model.id()))
                .forEach(view -> facts.versionDeleted(view.version(), view.extras().aliases()));
        facts.modelDeleted(model);
        ModelRows.delete(scope, model.id());
    }

    private Response get(Call call) throws IOException {
        String name = RegistryNames.model(call.fields(), "name");
        return store.read(call, scope -> answer(scope, ModelRows.require(scope, name)));
    }

    private Response latestVersions(Call call) throws IOException {
        JsonObject fields = call.fields();
        String name = RegistryNames.model(fields, "name");
        List<Stage> stages = fields.texts("stages").stream().map(Stage::of).toList();
        return store.read(
                call,
                scope -> {
                    List<VersionView> latest =
                            VersionView.of(
                                    scope,
                                    new RegistryLookups(scope)
                                            .latest(ModelRows.require(scope, name), stages));
                    return Answers.of(
                            out ->
                                    out.objectsUnlessEmpty(
                                            "model_versions", latest, VersionView::write));
                });
    }

    private Response setTag(Call call) throws IOException {
        JsonObject fields = call.fields();
        String name = RegistryNames.model(fields, "name");
        String key = RegistryNames.tagKey(fields);
        String value = RegistryNames.tagValue(fields);
        return store.write(
                call,
                "registered-models/set-tag",
                commit -> {
                    Scope scope = Scope.of(commit);
                    RegisteredModel model = ModelRows.require(scope, name);
                    ModelRows.putTag(scope, model.id(), key, value);
                    new RegistryFacts(commit).tag(model.urn(), key, value);
                    return Answers.empty();
                });
    }

    private Response deleteTag(Call call) throws IOException {
        JsonObject fields = call.fields();
        String name = RegistryNames.model(fields, "name");
        String key = RegistryNames.tagKey(fields);
        return store.write(
                call,
                "registered-models/delete-tag",
                commit -> {
                    Scope scope = Scope.of(commit);
                    RegisteredModel model = ModelRows.require(scope, name);
                    if (ModelRows.deleteTag(scope, model.id(), key)) {
                        new RegistryFacts(commit).tag(model.urn(), key, null);
                    }
                    commit.subject(model.urn());
                    return Answers.empty();
                });
    }

    private static Response answer(Scope scope, RegisteredModel model) {
        ModelView view = ModelView.of(scope, model);
        return Answers.of(out -> out.object("registered_model", one -> ModelView.write(one, view)));
    }
}
