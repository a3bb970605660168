package io.clew.protocol.mlflow.artifacts;

import io.clew.http.Response;
import io.clew.http.json.JsonWriter;
import io.clew.model.ClewException;
import io.clew.protocol.mlflow.rows.MlflowStore;
import io.clew.protocol.mlflow.uses.ObservedUses;
import io.clew.protocol.mlflow.wire.Call;
import io.clew.protocol.mlflow.wire.PageToken;
import io.clew.protocol.mlflow.wire.PagedAnswer;
import io.clew.store.blobs.BlobStore;
import io.clew.store.blobs.PlacedFiles;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Lists and sends files, and notes which run read them when the client says so. */
public final class ArtifactReads {
    private final MlflowStore store;
    private final BlobStore blobs;
    private final PlacedFiles others;
    private final ObservedUses uses;

    /**
     * Reads files.
     *
     * @param others reads those that are not with this server, where it may
     */
    public ArtifactReads(
            MlflowStore store, BlobStore blobs, PlacedFiles others, ObservedUses uses) {
        this.store = store;
        this.blobs = blobs;
        this.others = others;
        this.uses = uses;
    }

    /**
     * Answers with a file within an artifact URI, also where another tool put it.
     *
     * @throws ClewException NOT_FOUND when there is no such file; INVALID_PARAMETER when it is a
     *     folder, or its place is not this server's and is not allowed; FORBIDDEN or UNAVAILABLE
     *     when that place says so
     */
    public Response send(Call call, String artifactUri, ArtifactPath path) {
        if (isOwn(artifactUri)) {
            return send(call, Folders.within(artifactUri, path));
        }
        String uri = PlacedFiles.within(artifactUri, path.toString());
        PlacedFiles.Entry file =
                others.find(uri)
                        .orElseThrow(
                                () ->
                                        ClewException.notFound(
                                                "No such artifact: '%s'".formatted(path)));
        if (file.folder()) {
            throw isFolder(path);
        }
        return Attachments.of(others, uri, file);
    }

    private boolean isOwn(String artifactUri) {
        return ArtifactRoot.path(artifactUri).isPresent() || !others.reads(artifactUri);
    }

    /** Answers with a folder within an artifact URI; paths are relative to it. */
    public Response list(Call call, String artifactUri, ArtifactPath folder) {
        Consumer<JsonWriter> head = out -> out.text("root_uri", artifactUri);
        String prefix = folder.isRoot() ? "" : folder + "/";
        if (isOwn(artifactUri)) {
            return list(call, Folders.within(artifactUri, folder), head, prefix);
        }
        String uri = PlacedFiles.within(artifactUri, folder.toString());
        return new PagedAnswer<PlacedFiles.Entry>(
                        "files",
                        "files",
                        (after, limit) -> chunk(uri, after, limit),
                        (out, file) -> write(out, prefix + file.name(), file))
                .all(head);
    }

    private PagedAnswer.Chunk<PlacedFiles.Entry> chunk(
            String folderUri, @Nullable PageToken after, int limit) {
        List<PlacedFiles.Entry> files =
                others.list(folderUri, after == null ? "" : after.text(0), limit);
        return new PagedAnswer.Chunk<>(
                files, files.size() < limit ? null : List.of(files.getLast().position()));
    }

    private static void write(JsonWriter out, String path, PlacedFiles.Entry file) {
        out.text("path", path).bool("is_dir", file.folder());
        if (!file.folder()) {
            out.number("file_size", file.sizeBytes());
        }
    }

    private static ClewException isFolder(ArtifactPath path) {
        return ClewException.invalid(
                "path", "Artifact path refers to a directory, not a file: '%s'".formatted(path));
    }

    /**
     * Answers with a file.
     *
     * @param path below the proxy's root
     * @throws ClewException NOT_FOUND when there is no such file; INVALID_PARAMETER when it is a
     *     folder
     */
    public Response send(Call call, ArtifactPath path) {
        ArtifactFile file =
                store.read(call, scope -> ArtifactRows.find(scope, path))
                        .orElseThrow(
                                () ->
                                        ClewException.notFound(
                                                "No such artifact: '%s'".formatted(path)));
        if (file.folder()) {
            throw isFolder(path);
        }
        noteUse(call, path);
        return Attachments.of(blobs, file);
    }

    private void noteUse(Call call, ArtifactPath path) {
        Optional<String> run = ObservedUses.run(call);
        if (run.isEmpty()) {
            return;
        }
        switch (store.<ArtifactOwner>read(call, scope -> ArtifactOwner.of(scope, path))) {
            case ArtifactOwner.OfLoggedModel file ->
                    uses.note(call, file.model().urn(), Map.of(), "artifacts/get");
            case ArtifactOwner.OfRun file when file.runId().equals(run.get()) -> {}
            case ArtifactOwner file -> uses.note(call, file.file(), Map.of(), "artifacts/get");
        }
    }

    /**
     * Answers with what is directly in a folder, by name; with nothing when there is no such
     * folder.
     *
     * @param folder below the proxy's root
     * @param head writes what comes before the files in the answer
     * @param prefix what comes before each name
     */
    public Response list(Call call, ArtifactPath folder, Consumer<JsonWriter> head, String prefix) {
        return new PagedAnswer<ArtifactFile>(
                        "files",
                        "files",
                        (after, limit) -> chunk(call, folder, after, limit),
                        (out, file) -> write(out, prefix, file))
                .all(head);
    }

    private PagedAnswer.Chunk<ArtifactFile> chunk(
            Call call, ArtifactPath folder, @Nullable PageToken after, int limit) {
        String last = after == null ? "" : after.text(0);
        List<ArtifactFile> files =
                store.read(call, scope -> ArtifactRows.children(scope, folder, last, limit));
        return new PagedAnswer.Chunk<>(
                files, files.size() < limit ? null : List.of(files.getLast().path().toString()));
    }

    private static void write(JsonWriter out, String prefix, ArtifactFile file) {
        out.text("path", prefix + file.path().name()).bool("is_dir", file.folder());
        if (!file.folder()) {
            out.number("file_size", file.blob().sizeBytes());
        }
    }
}
