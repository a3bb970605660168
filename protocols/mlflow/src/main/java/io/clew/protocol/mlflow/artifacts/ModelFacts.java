package io.clew.protocol.mlflow.artifacts;

import io.clew.commit.Commit;
import io.clew.identity.mlflow.MlflowUrns;
import io.clew.model.Attributes;
import io.clew.model.EventTime;
import io.clew.model.Urn;
import io.clew.protocol.mlflow.captures.FolderEnvironment;
import io.clew.protocol.mlflow.loggedmodels.LoggedModel;
import io.clew.protocol.mlflow.rows.Scope;
import java.util.Optional;

/**
 * Says what the files of a logged model tell once it is finished: its manifest, its description,
 * and the environment of the run that made it.
 */
final class ModelFacts {
    private ModelFacts() {}

    /**
     * Says it as the files are now; nothing when there are none.
     *
     * @throws WatchedFolder.Changed when the files changed since they were read
     */
    static void finished(Commit commit, LoggedModel model, WatchedFolder folder) {
        Optional<ArtifactPath> root = ModelFiles.root(model);
        if (root.isEmpty()) {
            return;
        }
        Scope scope = Scope.of(commit);
        folder.requireCurrent(scope, root.get());
        Manifest manifest = Manifest.of(scope, root.get());
        if (manifest.files() == 0) {
            return;
        }
        say(commit, model.urn(), manifest);
        folder.description().ifPresent(description -> description.facts(commit, model.urn()));
        Urn ranIn =
                model.sourceRunId().isEmpty() ? model.urn() : MlflowUrns.run(model.sourceRunId());
        new FolderEnvironment(commit, root.get().toString(), ranIn).set(folder.environment());
    }

    /** Says the manifest of a finished model again after some of its files were deleted. */
    static void filesDeleted(Commit commit, LoggedModel model) {
        ArtifactPath root = ModelFiles.root(model).orElseThrow();
        say(commit, model.urn(), Manifest.of(Scope.of(commit), root));
    }

    private static void say(Commit commit, Urn model, Manifest manifest) {
        EventTime now = EventTime.received(commit.now());
        String digest = manifest.files() == 0 ? null : "sha256:" + manifest.sha256();
        commit.observe(model, Attributes.MANIFEST_DIGEST, digest, now);
        commit.observe(model, Attributes.SIZE_BYTES, manifest.sizeBytes(), now);
    }
}
