package io.clew.protocol.mlflow.modelfiles;

import io.clew.http.Method;
import io.clew.http.Response;
import io.clew.http.json.JsonObject;
import io.clew.model.ClewException;
import io.clew.protocol.mlflow.artifacts.ArtifactPath;
import io.clew.protocol.mlflow.artifacts.ArtifactReads;
import io.clew.protocol.mlflow.artifacts.ModelFiles;
import io.clew.protocol.mlflow.loggedmodels.LoggedModelRows;
import io.clew.protocol.mlflow.loggedmodels.LoggedModelStatus;
import io.clew.protocol.mlflow.loggedmodels.LoggedModelWrites;
import io.clew.protocol.mlflow.rows.MlflowStore;
import io.clew.protocol.mlflow.wire.Call;
import io.clew.protocol.mlflow.wire.Endpoints;
import io.clew.protocol.mlflow.wire.Feature;
import java.io.IOException;

/** Answers calls about the files of a logged model, and the one that says they are all there. */
public final class LoggedModelFileRoutes implements Feature {
    private final MlflowStore store;
    private final ArtifactReads reads;
    private final ModelFiles files;

    public LoggedModelFileRoutes(MlflowStore store, ArtifactReads reads, ModelFiles files) {
        this.store = store;
        this.reads = reads;
        this.files = files;
    }

    @Override
    public void addTo(Endpoints endpoints) {
        endpoints
                .v2(Method.PATCH, "/logged-models/{model_id}", this::finish)
                .v2(Method.GET, "/logged-models/{model_id}/artifacts/directories", this::list)
                .ajax2(Method.GET, "/logged-models/{model_id}/artifacts/files", this::get);
    }

    private Response finish(Call call) throws IOException {
        String id = modelId(call);
        LoggedModelStatus status = LoggedModelStatus.read(call.fields(), "status");
        return files.finish(
                call,
                "logged-models/finalize",
                id,
                commit -> LoggedModelWrites.setStatus(commit, id, status));
    }

    private Response list(Call call) throws IOException {
        JsonObject fields = call.fields();
        ArtifactPath folder =
                ArtifactPath.parse(fields.optionalText("artifact_directory_path").orElse(""));
        return reads.list(call, artifactUri(call), folder);
    }

    private Response get(Call call) {
        String sent =
                call.request()
                        .query()
                        .first("artifact_file_path")
                        .filter(path -> !path.isEmpty())
                        .orElseThrow(
                                () ->
                                        ClewException.invalid(
                                                "artifact_file_path",
                                                "Request must include the \"artifact_file_path\" query parameter."));
        return reads.send(call, artifactUri(call), ArtifactPath.parse(sent));
    }

    private String artifactUri(Call call) {
        String id = modelId(call);
        return store.read(call, scope -> LoggedModelRows.require(scope, id).artifactUri());
    }

    private static String modelId(Call call) {
        return call.request().pathParam("model_id");
    }
}
