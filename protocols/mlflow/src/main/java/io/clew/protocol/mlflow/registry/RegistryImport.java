package io.clew.protocol.mlflow.registry;

import io.clew.commit.Commit;
import io.clew.model.Attributes;
import io.clew.model.ClewException;
import io.clew.model.EventTime;
import io.clew.model.Urn;
import io.clew.protocol.mlflow.registry.ModelRows.NameHolder;
import io.clew.protocol.mlflow.rows.Scope;
import io.clew.protocol.mlflow.wire.EventTimes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Keeps registered models and their aliases as another MLflow has them, with their times. */
public final class RegistryImport {
    private RegistryImport() {}

    /** Describes a registered model of another MLflow, without its versions. */
    public record Brought(
            String name,
            String description,
            long createdMillis,
            long updatedMillis,
            Map<String, String> tags) {}

    /**
     * Makes the model, or changes it to be the same; says whether that changed anything.
     *
     * @param isOurs whether the same harvest brought it before
     * @throws ClewException INVALID_PARAMETER when the name is another model's here
     */
    public static boolean put(Commit commit, Brought brought, boolean isOurs) {
        Scope scope = Scope.of(commit);
        Optional<RegisteredModel> there = ModelRows.find(scope, brought.name());
        if (there.isEmpty()) {
            insert(commit, brought);
            return true;
        }
        RegisteredModel known = there.get();
        if (!isOurs) {
            requireSame(known, brought.createdMillis());
        }
        RegistryFacts facts = new RegistryFacts(commit);
        boolean changed = false;
        if (!known.description().equals(brought.description())) {
            ModelRows.update(
                    scope,
                    new RegisteredModel(
                            known.id(),
                            known.name(),
                            brought.description(),
                            known.createdMillis(),
                            brought.updatedMillis()));
            facts.description(known.urn(), brought.description());
            changed = true;
        }
        Map<String, String> tags = ModelRows.tags(scope, known.id());
        for (Map.Entry<String, String> tag : brought.tags().entrySet()) {
            if (!tag.getValue().equals(tags.get(tag.getKey()))) {
                ModelRows.putTag(scope, known.id(), tag.getKey(), tag.getValue());
                facts.tag(known.urn(), tag.getKey(), tag.getValue());
                changed = true;
            }
        }
        for (String key : onlyOurs(commit, known.urn(), tags, brought.tags())) {
            ModelRows.deleteTag(scope, known.id(), key);
            facts.tag(known.urn(), key, null);
            changed = true;
        }
        return changed;
    }

    /** Returns the tags that were brought before and are gone now; what was set here stays. */
    static List<String> onlyOurs(
            Commit commit, Urn urn, Map<String, String> there, Map<String, String> now) {
        return there.entrySet().stream()
                .filter(tag -> !now.containsKey(tag.getKey()))
                .filter(tag -> commit.isSaid(urn, Attributes.TAG + tag.getKey(), tag.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static void insert(Commit commit, Brought brought) {
        Scope scope = Scope.of(commit);
        RegisteredModel model =
                new RegisteredModel(
                        ModelRows.nextId(scope),
                        brought.name(),
                        brought.description(),
                        brought.createdMillis(),
                        brought.updatedMillis());
        RegisteredModelRoutes.takeName(commit, model);
        ModelRows.insert(scope, model);
        brought.tags().forEach((key, value) -> ModelRows.putTag(scope, model.id(), key, value));
        EventTime made = EventTimes.of(brought.createdMillis(), commit.now());
        new RegistryFacts(commit, made).modelCreated(model, brought.tags());
    }

    private static void requireSame(RegisteredModel known, long createdMillis) {
        if (known.createdMillis() != createdMillis) {
            throw ClewException.invalid(
                    "name",
                    "%s is another model here, and names are kept: harvest into another workspace"
                            .formatted(known.name()));
        }
    }

    /**
     * Sets the aliases of a model; they hold from now on, as nobody knows since when they did.
     *
     * @param createdMillis when the model was made
     * @throws ClewException NOT_FOUND when a version is not here; INVALID_PARAMETER when the name
     *     is another model's
     */
    public static boolean putAliases(
            Commit commit, String name, long createdMillis, Map<String, Long> aliases) {
        Scope scope = Scope.of(commit);
        RegisteredModel model = ModelRows.require(scope, name);
        requireSame(model, createdMillis);
        RegistryFacts facts = new RegistryFacts(commit);
        TreeMap<String, Long> there = ModelRows.aliases(scope, model.id());
        boolean changed = false;
        for (Map.Entry<String, Long> alias : aliases.entrySet()) {
            Long before = there.get(alias.getKey());
            if (!alias.getValue().equals(before)) {
                Urn to = VersionRows.require(scope, name, alias.getValue()).urn();
                ModelRows.putAlias(scope, model.id(), alias.getKey(), alias.getValue());
                facts.aliasMoved(alias.getKey(), urn(scope, name, before), to);
                changed = true;
            }
        }
        for (Map.Entry<String, Long> alias : there.entrySet()) {
            Urn from = urn(scope, name, alias.getValue());
            if (!aliases.containsKey(alias.getKey())
                    && from != null
                    && commit.isSaid(from, Attributes.ALIAS + alias.getKey(), true)) {
                ModelRows.deleteAlias(scope, model.id(), alias.getKey());
                facts.aliasMoved(alias.getKey(), from, null);
                changed = true;
            }
        }
        return changed;
    }

    private static @Nullable Urn urn(Scope scope, String name, @Nullable Long version) {
        return version == null
                ? null
                : VersionRows.find(scope, name, version).map(ModelVersion::urn).orElse(null);
    }

    /** Keeps a number from being given again: a version had it that was deleted. */
    static void reserve(Scope scope, RegisteredModel model, long number) {
        long highest =
                ModelRows.lastHolder(scope, model.name()).map(NameHolder::versionMax).orElse(0L);
        ModelRows.setHolder(
                scope, model.name(), new NameHolder(model.id(), Math.max(highest, number), null));
    }

    /** Deletes a model that the other MLflow no longer has; says whether that changed anything. */
    public static boolean gone(Commit commit, String name) {
        Optional<RegisteredModel> model = ModelRows.find(Scope.of(commit), name);
        model.ifPresent(found -> RegisteredModelRoutes.delete(commit, found));
        return model.isPresent();
    }
}
