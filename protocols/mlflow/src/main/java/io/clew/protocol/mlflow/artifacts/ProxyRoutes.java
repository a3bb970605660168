package io.clew.protocol.mlflow.artifacts;

import io.clew.http.Method;
import io.clew.http.Response;
import io.clew.protocol.mlflow.wire.Answers;
import io.clew.protocol.mlflow.wire.Call;
import io.clew.protocol.mlflow.wire.Endpoints;
import io.clew.protocol.mlflow.wire.Feature;
import io.clew.protocol.mlflow.wire.MlflowError;
import io.clew.protocol.mlflow.wire.MlflowErrors;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** Answers the artifact proxy's own calls: list, get, put and delete by path. */
public final class ProxyRoutes implements Feature {
    private final ArtifactReads reads;
    private final ArtifactWrites writes;

    public ProxyRoutes(ArtifactReads reads, ArtifactWrites writes) {
        this.reads = reads;
        this.writes = writes;
    }

    @Override
    public void addTo(Endpoints endpoints) {
        for (String api : List.of("/api/2.0", "/ajax-api/2.0")) {
            String proxy = api + "/mlflow-artifacts";
            endpoints
                    .call(Method.GET, proxy + "/artifacts", this::list)
                    .call(Method.GET, proxy + "/artifacts/{path...}", this::get)
                    .call(Method.PUT, proxy + "/artifacts/{path...}", this::put)
                    .call(Method.DELETE, proxy + "/artifacts/{path...}", this::delete)
                    .call(Method.GET, proxy + "/presigned/{path...}", ProxyRoutes::noPresigned);
        }
        endpoints
                .v2(Method.POST, "/artifacts/presigned-upload-url", ProxyRoutes::noPresigned)
                .v2(Method.POST, "/artifacts/presigned-download-url", ProxyRoutes::noPresigned);
    }

    private Response list(Call call) {
        ArtifactPath folder = ArtifactPath.parse(call.request().query().first("path").orElse(""));
        return reads.list(call, folder, head -> {}, "");
    }

    private Response get(Call call) {
        ArtifactPath path = path(call);
        return path.isRoot() ? list(call) : reads.send(call, path);
    }

    private Response put(Call call) throws IOException {
        String sent = call.request().pathParam("path");
        ArtifactPath path = ArtifactPath.parse(sent);
        if (sent.endsWith("/")) {
            // A file has a name; a slash at the end would leave it out.
            path = ArtifactPath.ROOT;
        }
        try (InputStream body = call.request().body().stream()) {
            writes.receive(call, path, body);
        }
        return Answers.empty();
    }

    private Response delete(Call call) {
        writes.delete(call, path(call));
        return Answers.empty();
    }

    private static ArtifactPath path(Call call) {
        return ArtifactPath.parse(call.request().pathParam("path"));
    }

    /** Says that files go through this server, so that clients fall back to that. */
    private static Response noPresigned(Call call) {
        return MlflowErrors.answer(
                MlflowError.NOT_IMPLEMENTED,
                "This server hands out no presigned URLs; artifacts go through its proxy");
    }
}
