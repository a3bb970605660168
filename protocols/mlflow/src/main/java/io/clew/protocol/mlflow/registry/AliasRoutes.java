package io.clew.protocol.mlflow.registry;

import io.clew.http.Method;
import io.clew.http.Response;
import io.clew.http.json.JsonObject;
import io.clew.identity.mlflow.MlflowUrns;
import io.clew.model.Urn;
import io.clew.protocol.mlflow.rows.MlflowStore;
import io.clew.protocol.mlflow.rows.Scope;
import io.clew.protocol.mlflow.uses.ObservedUses;
import io.clew.protocol.mlflow.wire.Answers;
import io.clew.protocol.mlflow.wire.Call;
import io.clew.protocol.mlflow.wire.Endpoints;
import io.clew.protocol.mlflow.wire.Feature;
import java.io.IOException;
import java.util.Map;

/** Answers calls of {@code /registered-models/alias}. */
public final class AliasRoutes implements Feature {
    private final MlflowStore store;
    private final ObservedUses uses;

    public AliasRoutes(MlflowStore store, ObservedUses uses) {
        this.store = store;
        this.uses = uses;
    }

    @Override
    public void addTo(Endpoints endpoints) {
        endpoints
                .v2(Method.POST, "/registered-models/alias", this::set)
                .v2(Method.DELETE, "/registered-models/alias", this::delete)
                .v2(Method.GET, "/registered-models/alias", this::get);
    }

    private Response set(Call call) throws IOException {
        JsonObject fields = call.fields();
        String name = RegistryNames.model(fields, "name");
        String alias = RegistryNames.newAlias(fields);
        long number = RegistryNames.version(fields);
        return store.write(
                call,
                "registered-models/set-alias",
                commit -> {
                    Scope scope = Scope.of(commit);
                    ModelVersion version = VersionRows.require(scope, name, number);
                    Long before = ModelRows.aliases(scope, version.modelId()).get(alias);
                    ModelRows.putAlias(scope, version.modelId(), alias, number);
                    Urn from = before == null ? null : MlflowUrns.modelVersion(name, before);
                    new RegistryFacts(commit).aliasMoved(alias, from, version.urn());
                    return Answers.empty();
                });
    }

    private Response delete(Call call) throws IOException {
        JsonObject fields = call.fields();
        String name = RegistryNames.model(fields, "name");
        String alias = RegistryNames.alias(fields);
        return store.write(
                call,
                "registered-models/delete-alias",
                commit -> {
                    Scope scope = Scope.of(commit);
                    RegisteredModel model = ModelRows.require(scope, name);
                    Long before = ModelRows.aliases(scope, model.id()).get(alias);
                    commit.subject(model.urn());
                    if (before != null) {
                        ModelRows.deleteAlias(scope, model.id(), alias);
                        new RegistryFacts(commit)
                                .aliasMoved(alias, MlflowUrns.modelVersion(name, before), null);
                    }
                    return Answers.empty();
                });
    }

    private Response get(Call call) throws IOException {
        JsonObject fields = call.fields();
        String name = RegistryNames.model(fields, "name");
        String alias = RegistryNames.alias(fields);
        VersionView view =
                store.read(
                        call,
                        scope ->
                                VersionView.of(
                                        scope, new RegistryLookups(scope).byAlias(name, alias)));
        uses.note(
                call,
                view.version().urn(),
                Map.of("alias", alias),
                "registered-models/get-model-version-by-alias");
        return Answers.of(out -> out.object("model_version", one -> VersionView.write(one, view)));
    }
}
