package io.clew.protocol.mlflow.artifacts;

import io.clew.http.Method;
import io.clew.http.Request;
import io.clew.http.Response;
import io.clew.http.json.JsonObject;
import io.clew.http.json.JsonWriter;
import io.clew.model.ClewException;
import io.clew.model.Workspace;
import io.clew.protocol.mlflow.rows.MlflowStore;
import io.clew.protocol.mlflow.rows.Scope;
import io.clew.protocol.mlflow.wire.Answers;
import io.clew.protocol.mlflow.wire.Call;
import io.clew.protocol.mlflow.wire.Endpoints;
import io.clew.protocol.mlflow.wire.Feature;
import io.clew.store.blobs.Blob;
import io.clew.store.blobs.BlobStore;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * Answers uploads in parts: a client asks for an address for each part, sends them side by side,
 * and completes.
 *
 * <p>The addresses are this server's own and can be used without credentials, since clients send
 * none with a part: the upload's id is a secret of 122 random bits. Until an upload is completed no
 * file is visible.
 */
public final class MultipartRoutes implements Feature {
    /** Most parts, as in S3; with parts of 500 MB that is the largest file. */
    private static final int PARTS_MAX = 10_000;

    /** The parameter of a part's address outside of the default workspace. */
    private static final String WORKSPACE = "workspace";

    private static final String PARTS = "/api/2.0/mlflow-artifacts/mpu/parts/";

    private final MlflowStore store;
    private final BlobStore blobs;
    private final ArtifactWrites writes;

    public MultipartRoutes(MlflowStore store, BlobStore blobs, ArtifactWrites writes) {
        this.store = store;
        this.blobs = blobs;
        this.writes = writes;
    }

    @Override
    public void addTo(Endpoints endpoints) {
        for (String api : List.of("/api/2.0", "/ajax-api/2.0")) {
            String mpu = api + "/mlflow-artifacts/mpu/";
            endpoints
                    .call(Method.POST, mpu + "create/{path...}", this::create)
                    .call(Method.POST, mpu + "complete/{path...}", this::complete)
                    .call(Method.POST, mpu + "abort/{path...}", this::abort);
        }
        endpoints.call(Method.PUT, PARTS + "{upload_id}/{part}", this::putPart);
    }

    private Response create(Call call) throws IOException {
        JsonObject fields = call.fields();
        ArtifactPath path = path(call, fields);
        int parts = (int) fields.integerBetween("num_parts", 1, PARTS_MAX, 1);
        String uploadId = UUID.randomUUID().toString();
        store.write(
                call,
                "artifacts/create-upload",
                commit -> {
                    Scope scope = Scope.of(commit);
                    long now = commit.now().toEpochMilli();
                    UploadRows.deleteOlderThan(scope, now - UploadRows.AGE_MILLIS_MAX);
                    UploadRows.insert(scope, uploadId, path, parts, now);
                    return path;
                });
        String address = address(call.request()) + PARTS + uploadId + "/";
        return Answers.of(
                out ->
                        out.text("upload_id", uploadId)
                                .objects(
                                        "credentials",
                                        () -> IntStream.rangeClosed(1, parts).iterator(),
                                        (one, part) ->
                                                credential(
                                                        one,
                                                        address + part + workspace(call),
                                                        part)));
    }

    private static void credential(JsonWriter out, String address, int part) {
        out.text("url", address).number("part_number", part).object("headers", none -> {});
    }

    /** Clients send no header with a part, so its address says where it belongs. */
    private static String workspace(Call call) {
        return call.workspace().equals(Workspace.DEFAULT)
                ? ""
                : "?" + WORKSPACE + "=" + call.workspace().name();
    }

    private Response putPart(Call sent) throws IOException {
        Call call = sent.inWorkspaceOf(WORKSPACE);
        String uploadId = call.request().pathParam("upload_id");
        int part = part(call.request().pathParam("part"));
        store.read(call, scope -> UploadRows.require(scope, uploadId).requirePart(part));
        Blob blob;
        try (InputStream body = call.request().body().stream()) {
            blob = blobs.receive(body, ArtifactWrites.SIZE_BYTES_MAX);
        }
        store.writePoints(
                call,
                "artifacts/put-part",
                commit -> {
                    Scope scope = Scope.of(commit);
                    UploadRows.require(scope, uploadId).requirePart(part);
                    UploadRows.putPart(scope, uploadId, part, blob);
                    return part;
                });
        return Answers.empty().withHeader("ETag", etag(blob));
    }

    private Response complete(Call call) throws IOException {
        JsonObject fields = call.fields();
        ArtifactPath path = path(call, fields);
        String uploadId = fields.nonEmptyText("upload_id");
        List<JsonObject> told = fields.objects("parts");
        Map<Integer, Blob> parts =
                store.read(
                        call,
                        scope -> {
                            UploadRows.Upload upload = UploadRows.require(scope, uploadId);
                            upload.requirePath(path);
                            Map<Integer, Blob> stored = UploadRows.parts(scope, uploadId);
                            requireAll(upload, stored, told);
                            return stored;
                        });
        try (InputStream all = Parts.concatenated(blobs, new ArrayList<>(parts.values()))) {
            writes.receive(call, path, all);
        }
        forget(call, uploadId, "artifacts/complete-upload");
        return Answers.empty();
    }

    private static void requireAll(
            UploadRows.Upload upload, Map<Integer, Blob> stored, List<JsonObject> told) {
        if (stored.size() != upload.parts() || told.size() != upload.parts()) {
            throw ClewException.invalid(
                    "parts",
                    "The upload has %d parts; %d were sent and %d are named"
                            .formatted(upload.parts(), stored.size(), told.size()));
        }
        for (JsonObject part : told) {
            Blob blob = stored.get((int) part.integerBetween("part_number", 1, upload.parts(), 0));
            if (blob == null || !part.text("etag").equals(etag(blob))) {
                throw part.invalid("etag", "the ETag that was answered to the part was expected");
            }
        }
    }

    private Response abort(Call call) throws IOException {
        JsonObject fields = call.fields();
        ArtifactPath path = path(call, fields);
        String uploadId = fields.nonEmptyText("upload_id");
        store.read(
                call,
                scope -> {
                    UploadRows.require(scope, uploadId).requirePath(path);
                    return path;
                });
        forget(call, uploadId, "artifacts/abort-upload");
        return Answers.empty();
    }

    private void forget(Call call, String uploadId, String operation) throws IOException {
        store.write(
                call,
                operation,
                commit -> {
                    UploadRows.delete(Scope.of(commit), uploadId);
                    return uploadId;
                });
    }

    /** Returns the path of the file: the folder of the URL, and the name of the client's file. */
    private static ArtifactPath path(Call call, JsonObject fields) {
        String local = fields.nonEmptyText("path");
        String name =
                local.substring(Math.max(local.lastIndexOf('/'), local.lastIndexOf('\\')) + 1);
        ArtifactPath file = ArtifactPath.parse(name);
        if (file.segments().size() != 1) {
            throw ClewException.invalid("path", "Invalid path");
        }
        return ArtifactPath.parse(call.request().pathParam("path")).resolve(file);
    }

    private static int part(String text) {
        if (!text.matches("[0-9]{1,5}")) {
            throw ClewException.invalid(
                    "part", "A part has a number, and this is '%s'".formatted(text));
        }
        return Integer.parseInt(text);
    }

    private static String etag(Blob blob) {
        return '"' + blob.sha256() + '"';
    }

    /** Returns where the client reached this server, as far as it and a proxy before it say. */
    private static String address(Request request) {
        String scheme =
                request.header("X-Forwarded-Proto").filter("https"::equalsIgnoreCase).isPresent()
                        ? "https"
                        : "http";
        return scheme + "://" + request.header("Host").orElse("localhost");
    }
}
