package io.clew.protocol.mlflow.registry;

import io.clew.commit.Commit;
import io.clew.http.Method;
import io.clew.http.Response;
import io.clew.http.json.JsonObject;
import io.clew.identity.mlflow.MlflowUrns;
import io.clew.model.EdgeKind;
import io.clew.protocol.mlflow.loggedmodels.Registrations;
import io.clew.protocol.mlflow.registry.ModelRows.NameHolder;
import io.clew.protocol.mlflow.rows.MlflowStore;
import io.clew.protocol.mlflow.rows.Scope;
import io.clew.protocol.mlflow.uses.ObservedUses;
import io.clew.protocol.mlflow.wire.Answers;
import io.clew.protocol.mlflow.wire.Call;
import io.clew.protocol.mlflow.wire.Endpoints;
import io.clew.protocol.mlflow.wire.Feature;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Answers calls below {@code /model-versions}, but for search and files. */
public final class ModelVersionRoutes implements Feature {
    /** Most characters of a source or link: what storage and browsers take for a URI. */
    private static final int URI_LENGTH_MAX = 4096;

    private static final int ID_LENGTH_MAX = 256;

    private final MlflowStore store;
    private final ObservedUses uses;

    public ModelVersionRoutes(MlflowStore store, ObservedUses uses) {
        this.store = store;
        this.uses = uses;
    }

    @Override
    public void addTo(Endpoints endpoints) {
        endpoints
                .v2(Method.POST, "/model-versions/create", this::create)
                .v2(Method.PATCH, "/model-versions/update", this::update)
                .v2(Method.POST, "/model-versions/transition-stage", this::transition)
                .v2(Method.DELETE, "/model-versions/delete", this::delete)
                .v2(Method.GET, "/model-versions/get", this::get)
                .v2(Method.GET, "/model-versions/get-download-uri", this::downloadUri)
                .v2(Method.POST, "/model-versions/set-tag", this::setTag)
                .v2(Method.DELETE, "/model-versions/delete-tag", this::deleteTag);
    }

    /** What a client says of a new version. */
    private record Request(
            String name,
            String source,
            String runId,
            String runLink,
            String modelId,
            String description,
            Map<String, String> tags) {

        static Request of(JsonObject fields) {
            String name = RegistryNames.model(fields, "name");
            fields.nonEmptyText("source");
            return new Request(
                    name,
                    RegistryNames.optional(fields, "source", URI_LENGTH_MAX),
                    RegistryNames.optional(fields, "run_id", ID_LENGTH_MAX),
                    RegistryNames.optional(fields, "run_link", URI_LENGTH_MAX),
                    RegistryNames.optional(fields, "model_id", ID_LENGTH_MAX),
                    RegistryNames.description(fields),
                    RegistryNames.tags(fields));
        }
    }

    private Response create(Call call) throws IOException {
        Request request = Request.of(call.fields());
        boolean prompt = Prompts.isPrompt(request.tags());
        if (prompt) {
            SourceChecks.requirePrompt(request.source());
        }
        return store.write(
                call,
                "model-versions/create",
                commit -> {
                    Scope scope = Scope.of(commit);
                    RegisteredModel model = ModelRows.require(scope, request.name());
                    VersionOrigin origin =
                            prompt
                                    ? promptOrigin(request)
                                    : new VersionSources(scope)
                                            .resolve(
                                                    request.source(),
                                                    request.runId(),
                                                    request.modelId());
                    ModelVersion version = insert(commit, model, request, origin);
                    new RegistryFacts(commit).versionCreated(version, request.tags(), origin);
                    if (!request.modelId().isEmpty() && !prompt) {
                        Registrations.add(
                                commit, request.modelId(), model.name(), version.version());
                    }
                    return answer(scope, version);
                });
    }

    private static VersionOrigin promptOrigin(Request request) {
        String run = request.runId();
        return new VersionOrigin(
                request.source(),
                request.source(),
                run,
                "",
                run.isEmpty()
                        ? List.of()
                        : List.of(
                                new VersionOrigin.Cause(
                                        EdgeKind.GENERATED_BY, MlflowUrns.run(run), null)));
    }

    private static ModelVersion insert(
            Commit commit, RegisteredModel model, Request request, VersionOrigin origin) {
        Scope scope = Scope.of(commit);
        long now = commit.now().toEpochMilli();
        long underName =
                ModelRows.lastHolder(scope, model.name()).map(NameHolder::versionMax).orElse(0L);
        long number = Math.max(underName, VersionRows.highest(scope, model.id())) + 1;
        ModelVersion version =
                new ModelVersion(
                        model.id(),
                        model.name(),
                        number,
                        request.description(),
                        Stage.NONE,
                        origin.source(),
                        origin.storage(),
                        origin.runId(),
                        request.runLink(),
                        origin.loggedModelId(),
                        now,
                        now);
        VersionRows.insert(scope, version);
        request.tags().forEach((key, value) -> VersionRows.putTag(scope, version, key, value));
        ModelRows.setHolder(scope, model.name(), new NameHolder(model.id(), number, null));
        ModelRows.touch(scope, model.id(), now);
        return version;
    }

    private Response update(Call call) throws IOException {
        JsonObject fields = call.fields();
        String name = RegistryNames.model(fields, "name");
        long number = RegistryNames.version(fields);
        String description = RegistryNames.description(fields);
        return store.write(
                call,
                "model-versions/update",
                commit -> {
                    Scope scope = Scope.of(commit);
                    ModelVersion version = VersionRows.require(scope, name, number);
                    VersionRows.setDescription(
                            scope, version, description, commit.now().toEpochMilli());
                    new RegistryFacts(commit).description(version.urn(), description);
                    return answer(scope, VersionRows.require(scope, name, number));
                });
    }

    private Response transition(Call call) throws IOException {
        JsonObject fields = call.fields();
        String name = RegistryNames.model(fields, "name");
        long number = RegistryNames.version(fields);
        Stage stage = Stage.of(fields.nonEmptyText("stage"));
        boolean archive = fields.bool("archive_existing_versions");
        if (archive) {
            stage.requireArchiving();
        }
        return store.write(
                call,
                "model-versions/transition-stage",
                commit -> {
                    Scope scope = Scope.of(commit);
                    long now = commit.now().toEpochMilli();
                    ModelVersion version = VersionRows.require(scope, name, number);
                    RegistryFacts facts = new RegistryFacts(commit);
                    if (archive) {
                        VersionRows.ofModel(scope, version.modelId()).stream()
                                .filter(other -> other.stage() == stage)
                                .filter(other -> other.version() != number)
                                .forEach(
                                        other -> {
                                            VersionRows.setStage(scope, other, Stage.ARCHIVED, now);
                                            facts.stage(other, Stage.ARCHIVED);
                                        });
                    }
                    VersionRows.setStage(scope, version, stage, now);
                    facts.stage(version, stage);
                    ModelRows.touch(scope, version.modelId(), now);
                    return answer(scope, VersionRows.require(scope, name, number));
                });
    }

    private Response delete(Call call) throws IOException {
        JsonObject fields = call.fields();
        String name = RegistryNames.model(fields, "name");
        long number = RegistryNames.version(fields);
        return store.write(
                call,
                "model-versions/delete",
                commit -> {
                    delete(commit, VersionRows.require(Scope.of(commit), name, number));
                    return Answers.empty();
                });
    }

    /** Deletes a version with its aliases. */
    static void delete(Commit commit, ModelVersion version) {
        Scope scope = Scope.of(commit);
        long now = commit.now().toEpochMilli();
        List<String> aliases = VersionView.of(scope, version).extras().aliases();
        aliases.forEach(alias -> ModelRows.deleteAlias(scope, version.modelId(), alias));
        VersionRows.delete(scope, version, now);
        ModelRows.touch(scope, version.modelId(), now);
        new RegistryFacts(commit).versionDeleted(version, aliases);
    }

    private Response get(Call call) throws IOException {
        JsonObject fields = call.fields();
        String name = RegistryNames.model(fields, "name");
        long number = RegistryNames.version(fields);
        return store.read(call, scope -> answer(scope, VersionRows.require(scope, name, number)));
    }

    private Response downloadUri(Call call) throws IOException {
        JsonObject fields = call.fields();
        String name = RegistryNames.model(fields, "name");
        long number = RegistryNames.version(fields);
        ModelVersion version = store.read(call, scope -> VersionRows.require(scope, name, number));
        uses.note(call, version.urn(), Map.of(), "model-versions/get-download-uri");
        return Answers.of(out -> out.text("artifact_uri", version.storage()));
    }

    private Response setTag(Call call) throws IOException {
        JsonObject fields = call.fields();
        String name = RegistryNames.model(fields, "name");
        long number = RegistryNames.version(fields);
        String key = RegistryNames.tagKey(fields);
        String value = RegistryNames.tagValue(fields);
        return store.write(
                call,
                "model-versions/set-tag",
                commit -> {
                    Scope scope = Scope.of(commit);
                    ModelVersion version = VersionRows.require(scope, name, number);
                    VersionRows.putTag(scope, version, key, value);
                    new RegistryFacts(commit).tag(version.urn(), key, value);
                    return Answers.empty();
                });
    }

    private Response deleteTag(Call call) throws IOException {
        JsonObject fields = call.fields();
        String name = RegistryNames.model(fields, "name");
        long number = RegistryNames.version(fields);
        String key = RegistryNames.tagKey(fields);
        return store.write(
                call,
                "model-versions/delete-tag",
                commit -> {
                    Scope scope = Scope.of(commit);
                    ModelVersion version = VersionRows.require(scope, name, number);
                    commit.subject(version.urn());
                    if (VersionRows.deleteTag(scope, version, key)) {
                        new RegistryFacts(commit).tag(version.urn(), key, null);
                    }
                    return Answers.empty();
                });
    }

    private static Response answer(Scope scope, ModelVersion version) {
        VersionView view = VersionView.of(scope, version);
        return Answers.of(out -> out.object("model_version", one -> VersionView.write(one, view)));
    }
}
