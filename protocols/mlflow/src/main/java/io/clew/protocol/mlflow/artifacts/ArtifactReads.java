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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Lists and sends files, and notes which run read them when the client says so. */
public final class ArtifactReads {
    private final MlflowStore store;
    private final BlobStore blobs;
    private final ObservedUses uses;

    public ArtifactReads(MlflowStore store, BlobStore blobs, ObservedUses uses) {
        this.store = store;
        this.blobs = blobs;
        this.uses = uses;
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
            throw ClewException.invalid(
                    "path",
                    "Artifact path refers to a directory, not a file: '%s'".formatted(path));
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
