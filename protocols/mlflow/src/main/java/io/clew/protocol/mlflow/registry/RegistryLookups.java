package io.clew.protocol.mlflow.registry;

import io.clew.model.ClewException;
import io.clew.protocol.mlflow.rows.Scope;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Finds versions by what clients call them besides their number. */
final class RegistryLookups {
    private final Scope scope;

    RegistryLookups(Scope scope) {
        this.scope = scope;
    }

    /**
     * Returns the version that an alias means now.
     *
     * @throws ClewException NOT_FOUND when there is no such model; INVALID_PARAMETER, as MLflow has
     *     it, when it has no such alias
     */
    ModelVersion byAlias(String name, String alias) {
        if (RegistryNames.isLatest(alias)) {
            return newest(name, Optional.empty());
        }
        RegisteredModel model = ModelRows.require(scope, name);
        Long version = ModelRows.aliases(scope, model.id()).get(alias);
        if (version == null) {
            throw ClewException.invalid(
                    "alias", "Registered model alias %s not found.".formatted(alias));
        }
        return VersionRows.require(scope, name, version);
    }

    /**
     * Returns the newest version of a model.
     *
     * @param stage only versions in this stage
     * @throws ClewException NOT_FOUND when there is none
     */
    ModelVersion newest(String name, Optional<Stage> stage) {
        return latest(ModelRows.require(scope, name), stage.map(List::of).orElse(List.of()))
                .stream()
                .max(Comparator.comparingLong(ModelVersion::version))
                .orElseThrow(
                        () ->
                                ClewException.notFound(
                                        "Latest version not found for model %s.".formatted(name)));
    }

    /**
     * Returns the newest version of each stage that has any, oldest first.
     *
     * @param stages only these; empty means all
     */
    List<ModelVersion> latest(RegisteredModel model, List<Stage> stages) {
        return VersionRows.latestOfStages(scope, List.of(model.id()))
                .getOrDefault(model.id(), List.of())
                .stream()
                .filter(version -> stages.isEmpty() || stages.contains(version.stage()))
                .toList();
    }
}
