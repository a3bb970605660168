package io.clew.protocol.mlflow.registry;

import io.clew.commit.Commit;
import io.clew.model.ClewException;
import io.clew.model.ErrorCode;
import io.clew.protocol.mlflow.registry.ModelRows.NameHolder;
import io.clew.protocol.mlflow.rows.Scope;
import java.util.List;
import java.util.Optional;

/** Gives a registered model another name, and its versions with it. */
final class Renaming {
    private final Commit commit;
    private final Scope scope;

    Renaming(Commit commit) {
        this.commit = commit;
        this.scope = Scope.of(commit);
    }

    /**
     * Renames a model.
     *
     * @param after the model with its new name
     * @throws ClewException ALREADY_EXISTS when the new name is taken, or when versions of another
     *     model had it: {@code models:/name/1} would then mean two things
     */
    void rename(RegisteredModel before, RegisteredModel after) {
        if (after.name().equals(before.name())) {
            ModelRows.touch(scope, before.id(), after.updatedMillis());
            commit.subject(before.urn());
            return;
        }
        if (ModelRows.find(scope, after.name()).isPresent()) {
            throw taken(after, "already exists.");
        }
        long highest = VersionRows.highest(scope, before.id());
        Optional<NameHolder> holder = ModelRows.lastHolder(scope, after.name());
        boolean collides =
                holder.isPresent()
                        && holder.get().id() != before.id()
                        && holder.get().versionMax() > 0
                        && highest > 0;
        if (collides) {
            throw taken(
                    after,
                    "already exists: it was deleted or renamed, but its versions keep their numbers under this name.");
        }
        keepNames(before, after, Math.max(highest, holder.map(NameHolder::versionMax).orElse(0L)));
        addFacts(before, after);
        ModelRows.update(scope, after);
        VersionRows.touchAll(scope, before.id(), after.updatedMillis());
    }

    private void keepNames(RegisteredModel before, RegisteredModel after, long versionMax) {
        long versionMaxBefore =
                ModelRows.lastHolder(scope, before.name()).map(NameHolder::versionMax).orElse(0L);
        ModelRows.setHolder(
                scope, before.name(), new NameHolder(before.id(), versionMaxBefore, after.name()));
        ModelRows.setHolder(scope, after.name(), new NameHolder(before.id(), versionMax, null));
    }

    private void addFacts(RegisteredModel before, RegisteredModel after) {
        RegistryFacts facts = new RegistryFacts(commit);
        facts.modelRenamed(before, after, ModelRows.tags(scope, before.id()));
        List<VersionView> versions = VersionView.of(scope, VersionRows.ofModel(scope, before.id()));
        versions.forEach(view -> facts.versionRenamed(view, after));
    }

    private static ClewException taken(RegisteredModel after, String why) {
        return new ClewException(
                ErrorCode.ALREADY_EXISTS,
                "Registered Model (name=%s) %s".formatted(after.name(), why));
    }
}
