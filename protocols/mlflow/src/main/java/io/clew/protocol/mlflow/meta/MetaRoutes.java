package io.clew.protocol.mlflow.meta;

import io.clew.http.Method;
import io.clew.http.Response;
import io.clew.http.json.Json;
import io.clew.protocol.mlflow.wire.Call;
import io.clew.protocol.mlflow.wire.Endpoints;
import io.clew.protocol.mlflow.wire.Feature;

/** Answers what a client asks about the server itself. */
public final class MetaRoutes implements Feature {
    /**
     * The version of MLflow whose API this server speaks: clients parse it as PEP 440 and choose
     * what to send by it.
     */
    public static final String API_VERSION = "3.17.2";

    @Override
    public void addTo(Endpoints endpoints) {
        endpoints
                .at(Method.GET, "/health", request -> Response.text(200, "OK"))
                .at(Method.GET, "/version", request -> Response.text(200, API_VERSION))
                .v3(Method.GET, "/server-info", MetaRoutes::serverInfo);
    }

    /**
     * Tells what clients need not try in vain. Uploads in parts are served but not advertised: the
     * client (3.17.2) cannot send a {@code pathlib.Path} in parts, and one stream is as good.
     */
    private static Response serverInfo(Call call) {
        return Response.json(
                200,
                Json.bytes(
                        out ->
                                out.text("store_type", "SqlStore")
                                        .bool("workspaces_enabled", false)
                                        .bool("trace_archival_enabled", false)
                                        .bool("multipart_uploads_enabled", false)
                                        .bool("multipart_downloads_enabled", false)
                                        .bool("presigned_upload_run_id_supported", false)
                                        .bool("presigned_upload_model_id_supported", false)
                                        .object(
                                                "features_enabled",
                                                features -> features.bool("gateway", false))));
    }
}
