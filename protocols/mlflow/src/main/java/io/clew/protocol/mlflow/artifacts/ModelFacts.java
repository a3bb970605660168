package io.clew.protocol.mlflow.artifacts;

import io.clew.commit.Commit;
import io.clew.identity.mlflow.MlflowUrns;
import io.clew.model.Attributes;
import io.clew.model.EventTime;
import io.clew.model.Urn;
import io.clew.protocol.mlflow.captures.FolderEnvironment;
import io.clew.protocol.mlflow.loggedmodels.LoggedModel;
import io.clew.protocol.mlflow.rows.Scope;
import java.util.List;
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
        List<ArtifactFile> files = ArtifactRows.filesBelow(scope, root.get());
        if (files.isEmpty()) {
            return;
        }
        manifest(commit, model.urn(), Manifest.of(root.get(), files));
        folder.description().ifPresent(description -> description.facts(commit, model.urn()));
        Urn ranIn =
                model.sourceRunId().isEmpty() ? model.urn() : MlflowUrns.run(model.sourceRunId());
        new FolderEnvironment(commit, root.get().toString(), ranIn).set(folder.environment());
    }

    /** Says the manifest of a finished model again after some of its files were deleted. */
    static void filesDeleted(Commit commit, LoggedModel model) {
        ArtifactPath root = ModelFiles.root(model).orElseThrow();
        List<ArtifactFile> files = ArtifactRows.filesBelow(Scope.of(commit), root);
        if (files.isEmpty()) {
            EventTime now = EventTime.received(commit.now());
            commit.observe(model.urn(), Attributes.MANIFEST_DIGEST, null, now);
            commit.observe(model.urn(), Attributes.SIZE_BYTES, 0L, now);
        } else {
            manifest(commit, model.urn(), Manifest.of(root, files));
        }
    }

    private static void manifest(Commit commit, Urn model, Manifest manifest) {
        EventTime now = EventTime.received(commit.now());
        commit.observe(model, Attributes.MANIFEST_DIGEST, "sha256:" + manifest.sha256(), now);
        commit.observe(model, Attributes.SIZE_BYTES, manifest.sizeBytes(), now);
    }
}
