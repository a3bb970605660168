package io.clew.protocol.mlflow.registry;

import io.clew.commit.Commit;
import io.clew.identity.mlflow.MlflowUrns;
import io.clew.model.ClewException;
import io.clew.model.EdgeKind;
import io.clew.model.EventTime;
import io.clew.protocol.mlflow.rows.Moved;
import io.clew.protocol.mlflow.rows.Scope;
import io.clew.protocol.mlflow.wire.EventTimes;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Keeps versions of registered models as another MLflow has them, with their numbers and times. */
public final class VersionImport {

    /** The stage in which MLflow's database keeps versions that were deleted. */
    private static final String DELETED = "Deleted_Internal";

    private VersionImport() {}

    /**
     * Describes a version of another MLflow.
     *
     * @param storage where its files are; empty when it does not say
     */
    public record Brought(
            String name,
            long version,
            String description,
            String stage,
            String source,
            String storage,
            String runId,
            String runLink,
            long createdMillis,
            long updatedMillis,
            Map<String, String> tags) {}

    /**
     * Makes the version, or changes it to be the same.
     *
     * @param isOurs whether the same harvest brought it before
     * @return whether that changed anything
     * @throws ClewException NOT_FOUND when its model is not here; INVALID_PARAMETER when the number
     *     is another version's
     */
    public static boolean put(Commit commit, Brought brought, boolean isOurs) {
        Scope scope = Scope.of(commit);
        RegisteredModel model = ModelRows.require(scope, brought.name());
        Optional<ModelVersion> there = VersionRows.find(scope, brought.name(), brought.version());
        if (brought.stage().equals(DELETED)) {
            RegistryImport.reserve(scope, model, brought.version());
            return isOurs && gone(commit, brought.name(), brought.version());
        }
        if (there.isEmpty()) {
            if (VersionRows.highest(scope, model.id()) >= brought.version()
                    && VersionRows.exists(scope, model.id(), brought.version())) {
                return false; // It was deleted here, and stays so.
            }
            insert(commit, model, brought);
            return true;
        }
        if (!isOurs && !there.get().source().equals(brought.source())) {
            throw ClewException.invalid(
                    "version",
                    "version %d of %s is another here, and numbers are kept: harvest into another workspace"
                            .formatted(brought.version(), brought.name()));
        }
        return change(commit, there.get(), brought);
    }

    private static void insert(Commit commit, RegisteredModel model, Brought brought) {
        Scope scope = Scope.of(commit);
        VersionOrigin found =
                Prompts.isPrompt(brought.tags())
                        ? prompt(brought)
                        : new VersionSources(scope)
                                .resolveBrought(brought.source(), brought.runId());
        VersionOrigin origin =
                new VersionOrigin(
                        brought.source(),
                        brought.storage().isEmpty() ? found.storage() : brought.storage(),
                        found.runId(),
                        found.loggedModelId(),
                        found.causes());
        ModelVersion version =
                new ModelVersion(
                        model.id(),
                        model.name(),
                        brought.version(),
                        brought.description(),
                        Stage.of(brought.stage()),
                        origin.source(),
                        origin.storage(),
                        origin.runId(),
                        brought.runLink(),
                        origin.loggedModelId(),
                        brought.createdMillis(),
                        brought.updatedMillis());
        VersionRows.insert(scope, version);
        brought.tags().forEach((key, value) -> VersionRows.putTag(scope, version, key, value));
        RegistryImport.reserve(scope, model, brought.version());
        EventTime made = EventTimes.of(brought.createdMillis(), commit.now());
        RegistryFacts facts = new RegistryFacts(commit, made);
        facts.versionCreated(atFirst(version), brought.tags(), origin);
        if (version.stage() != Stage.NONE) {
            new RegistryFacts(commit, EventTimes.of(brought.updatedMillis(), commit.now()))
                    .stage(version, version.stage());
        }
    }

    /** A version begins in no stage; when it last changed is the best that is known of its own. */
    private static ModelVersion atFirst(ModelVersion version) {
        return new ModelVersion(
                version.modelId(),
                version.name(),
                version.version(),
                version.description(),
                Stage.NONE,
                version.source(),
                version.storage(),
                version.runId(),
                version.runLink(),
                version.loggedModelId(),
                version.createdMillis(),
                version.updatedMillis());
    }

    private static VersionOrigin prompt(Brought brought) {
        String run = brought.runId();
        return new VersionOrigin(
                brought.source(),
                brought.source(),
                run,
                "",
                run.isEmpty()
                        ? List.of()
                        : List.of(
                                new VersionOrigin.Cause(
                                        EdgeKind.GENERATED_BY, MlflowUrns.run(run), null)));
    }

    private static boolean change(Commit commit, ModelVersion known, Brought brought) {
        Scope scope = Scope.of(commit);
        RegistryFacts facts =
                new RegistryFacts(commit, EventTimes.of(brought.updatedMillis(), commit.now()));
        boolean changed = false;
        if (!known.description().equals(brought.description())) {
            VersionRows.setDescription(
                    scope, known, brought.description(), brought.updatedMillis());
            facts.description(known.urn(), brought.description());
            changed = true;
        }
        Stage stage = Stage.of(brought.stage());
        if (known.stage() != stage) {
            VersionRows.setStage(scope, known, stage, brought.updatedMillis());
            facts.stage(known, stage);
            changed = true;
        }
        RegistryFacts now = new RegistryFacts(commit);
        if (Moved.is(known.storage(), brought.storage())) {
            VersionRows.setStorage(scope, known, brought.storage());
            now.storage(known.urn(), brought.storage());
            changed = true;
        }
        Map<String, String> tags = VersionView.of(scope, known).extras().tags();
        for (Map.Entry<String, String> tag : brought.tags().entrySet()) {
            if (!tag.getValue().equals(tags.get(tag.getKey()))) {
                VersionRows.putTag(scope, known, tag.getKey(), tag.getValue());
                now.tag(known.urn(), tag.getKey(), tag.getValue());
                changed = true;
            }
        }
        for (String key : RegistryImport.onlyOurs(commit, known.urn(), tags, brought.tags())) {
            VersionRows.deleteTag(scope, known, key);
            now.tag(known.urn(), key, null);
            changed = true;
        }
        return changed;
    }

    /** Deletes a version that the other MLflow no longer has; says whether it was there. */
    public static boolean gone(Commit commit, String name, long number) {
        Optional<ModelVersion> version = VersionRows.find(Scope.of(commit), name, number);
        version.ifPresent(found -> ModelVersionRoutes.delete(commit, found));
        return version.isPresent();
    }
}
