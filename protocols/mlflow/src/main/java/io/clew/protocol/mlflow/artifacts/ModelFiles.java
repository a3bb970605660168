package io.clew.protocol.mlflow.artifacts;

import io.clew.commit.Commit;
import io.clew.protocol.mlflow.loggedmodels.LoggedModel;
import io.clew.protocol.mlflow.loggedmodels.LoggedModelRows;
import io.clew.protocol.mlflow.loggedmodels.LoggedModelStatus;
import io.clew.protocol.mlflow.rows.MlflowStore;
import io.clew.protocol.mlflow.rows.Scope;
import io.clew.protocol.mlflow.wire.Call;
import io.clew.store.blobs.BlobStore;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;

/** Finishes logged models: from then on their files tell what they are. */
public final class ModelFiles {
    private final MlflowStore store;
    private final BlobStore blobs;

    public ModelFiles(MlflowStore store, BlobStore blobs) {
        this.store = store;
        this.blobs = blobs;
    }

    /**
     * Makes a write that finishes a logged model, together with what its files tell.
     *
     * @param finish changes the model's rows; may run more than once
     * @throws io.clew.model.ClewException NOT_FOUND when there is no such model
     */
    public <T> T finish(Call call, String operation, String modelId, Function<Commit, T> finish)
            throws IOException {
        return WatchedFolder.retrying(
                () -> {
                    Optional<ArtifactPath> root =
                            store.read(
                                    call, scope -> root(LoggedModelRows.require(scope, modelId)));
                    WatchedFolder folder =
                            root.isEmpty()
                                    ? WatchedFolder.EMPTY
                                    : WatchedFolder.read(
                                            blobs,
                                            store.read(
                                                    call,
                                                    scope ->
                                                            WatchedFolder.files(
                                                                    scope, root.get())));
                    return store.write(
                            call,
                            operation,
                            commit -> {
                                T result = finish.apply(commit);
                                LoggedModel model =
                                        LoggedModelRows.require(Scope.of(commit), modelId);
                                if (model.status() == LoggedModelStatus.READY) {
                                    ModelFacts.finished(commit, model, folder);
                                }
                                return result;
                            });
                });
    }

    /** Returns the folder of a model below the proxy's root; empty when its files are elsewhere. */
    static Optional<ArtifactPath> root(LoggedModel model) {
        return ArtifactRoot.path(model.artifactUri()).map(ArtifactPath::parse);
    }
}
