package io.clew.protocol.mlflow.artifacts;

import io.clew.http.Method;
import io.clew.http.Query;
import io.clew.http.Response;
import io.clew.http.json.JsonObject;
import io.clew.model.ClewException;
import io.clew.model.ErrorCode;
import io.clew.protocol.mlflow.rows.MlflowStore;
import io.clew.protocol.mlflow.runs.RunRows;
import io.clew.protocol.mlflow.wire.Answers;
import io.clew.protocol.mlflow.wire.Call;
import io.clew.protocol.mlflow.wire.Endpoints;
import io.clew.protocol.mlflow.wire.Feature;
import java.io.ByteArrayInputStream;
import java.io.IOException;

/** Answers calls that name files by their run. */
public final class RunArtifactRoutes implements Feature {
    /** Most bytes of a file that MLflow's web page uploads. */
    private static final int UPLOAD_BYTES_MAX = 10 << 20;

    private final MlflowStore store;
    private final ArtifactReads reads;
    private final ArtifactWrites writes;

    public RunArtifactRoutes(MlflowStore store, ArtifactReads reads, ArtifactWrites writes) {
        this.store = store;
        this.reads = reads;
        this.writes = writes;
    }

    @Override
    public void addTo(Endpoints endpoints) {
        endpoints
                .v2(Method.GET, "/artifacts/list", this::list)
                .call(Method.GET, "/get-artifact", this::get)
                .ajax2(Method.POST, "/upload-artifact", this::upload);
    }

    private Response list(Call call) throws IOException {
        JsonObject fields = call.fields();
        String runId = RunRows.id(fields);
        ArtifactPath folder = ArtifactPath.parse(fields.optionalText("path").orElse(""));
        return reads.list(call, artifactUri(call, runId), folder);
    }

    private Response get(Call call) {
        Query query = call.request().query();
        String runId =
                query.first("run_id")
                        .or(() -> query.first("run_uuid"))
                        .orElseThrow(() -> missing("run_id"));
        ArtifactPath path =
                ArtifactPath.parse(query.first("path").orElseThrow(() -> missing("path")));
        return reads.send(call, artifactUri(call, runId), path);
    }

    private Response upload(Call call) throws IOException {
        Query query = call.request().query();
        String runId = query.first("run_uuid").orElse("");
        if (runId.isEmpty()) {
            throw ClewException.invalid("run_uuid", "Request must specify run_uuid.");
        }
        String sent = query.first("path").orElse("");
        if (sent.isEmpty()) {
            throw ClewException.invalid("path", "Request must specify path.");
        }
        ArtifactPath path = ArtifactPath.parse(sent);
        byte[] data = data(call);
        if (data.length == 0) {
            throw ClewException.invalid("data", "Request must specify data.");
        }
        writes.receive(
                call,
                Folders.within(artifactUri(call, runId), path),
                new ByteArrayInputStream(data));
        return Answers.empty();
    }

    private static byte[] data(Call call) throws IOException {
        byte[] data = call.request().body().stream().readNBytes(UPLOAD_BYTES_MAX + 1);
        if (data.length > UPLOAD_BYTES_MAX) {
            throw new ClewException(
                    ErrorCode.INVALID_PARAMETER, "Artifact size is too large. Max size is 10MB.");
        }
        return data;
    }

    private String artifactUri(Call call, String runId) {
        return store.read(call, scope -> RunRows.get(scope, runId).artifactUri());
    }

    private static ClewException missing(String field) {
        return ClewException.invalid(
                field, "Missing value for required parameter '%s'".formatted(field));
    }
}
