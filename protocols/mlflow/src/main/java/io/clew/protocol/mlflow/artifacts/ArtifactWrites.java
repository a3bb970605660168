package io.clew.protocol.mlflow.artifacts;

import io.clew.commit.Commit;
import io.clew.http.json.Json;
import io.clew.model.ClewException;
import io.clew.protocol.mlflow.captures.Watched;
import io.clew.protocol.mlflow.loggedmodels.LoggedModel;
import io.clew.protocol.mlflow.loggedmodels.LoggedModelStatus;
import io.clew.protocol.mlflow.rows.MlflowStore;
import io.clew.protocol.mlflow.rows.Scope;
import io.clew.protocol.mlflow.wire.Acting;
import io.clew.protocol.mlflow.wire.Call;
import io.clew.store.blobs.Blob;
import io.clew.store.blobs.BlobStore;
import java.io.IOException;
import java.io.InputStream;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts and deletes files: rows, and what they mean for lineage, in one write each. */
public final class ArtifactWrites {
    /** Most bytes of one file: what object stores take. */
    public static final long SIZE_BYTES_MAX = 5L << 40;

    /** Most files that one write deletes: bounds how long others wait for it. */
    private static final int DELETED_FILES_MAX = 10_000;

    private final MlflowStore store;
    private final BlobStore blobs;

    public ArtifactWrites(MlflowStore store, BlobStore blobs) {
        this.store = store;
        this.blobs = blobs;
    }

    /**
     * Takes a file in. Until all of it has come, a file that was there before stays as it is.
     *
     * @param body its bytes, streamed
     * @return what they are
     * @throws ClewException INVALID_PARAMETER when the path cannot be a file's
     * @throws IOException when the client went away; nothing is left of what it sent
     */
    public Blob receive(Acting call, ArtifactPath path, InputStream body) throws IOException {
        if (path.isRoot()) {
            throw ClewException.invalid("path", "Invalid path");
        }
        // Asked before a byte is taken, so that what is refused leaves none; and again when put.
        store.read(
                call,
                scope -> {
                    ArtifactRows.requireFree(scope, path);
                    return path;
                });
        Blob blob = blobs.receive(body, SIZE_BYTES_MAX);
        put(call, path, blob);
        return blob;
    }

    /** Gives a path bytes that are stored already. */
    void put(Acting call, ArtifactPath path, Blob blob) throws IOException {
        byte[] payload =
                Json.bytes(
                        out ->
                                out.text("path", path.toString())
                                        .text("sha256", blob.sha256())
                                        .number("size_bytes", blob.sizeBytes()));
        WatchedFolder.retrying(
                () -> {
                    Optional<ArtifactPath> watched =
                            store.read(call, scope -> watched(ArtifactOwner.of(scope, path), path));
                    WatchedFolder folder =
                            watched.isEmpty()
                                    ? WatchedFolder.EMPTY
                                    : read(call, watched.get(), path, blob);
                    return store.writePoints(
                            call,
                            "artifacts/put",
                            commit -> {
                                commit.payload(payload);
                                put(commit, path, blob, watched, folder);
                                return path;
                            });
                });
    }

    private WatchedFolder read(Acting call, ArtifactPath folder, ArtifactPath path, Blob blob)
            throws IOException {
        Map<Watched, Blob> files = new EnumMap<>(Watched.class);
        files.putAll(store.read(call, scope -> WatchedFolder.files(scope, folder)));
        Optional<Watched> watched = Watched.of(path.name());
        if (watched.isPresent() && path.parent().equals(folder)) {
            if (blob.sizeBytes() <= Watched.SIZE_BYTES_MAX) {
                files.put(watched.get(), blob);
            } else {
                files.remove(watched.get());
            }
        }
        return WatchedFolder.read(blobs, files);
    }

    /** Returns the folder whose watched files tell something new once a file is put. */
    private static Optional<ArtifactPath> watched(ArtifactOwner owner, ArtifactPath path) {
        return switch (owner) {
            case ArtifactOwner.OfLoggedModel file when isFinished(file) -> Optional.of(file.root());
            case ArtifactOwner.OfRun file when Watched.of(path.name()).isPresent() ->
                    Optional.of(path.parent());
            default -> Optional.empty();
        };
    }

    private static boolean isFinished(ArtifactOwner.OfLoggedModel file) {
        return file.model().status() == LoggedModelStatus.READY;
    }

    private static void put(
            Commit commit,
            ArtifactPath path,
            Blob blob,
            Optional<ArtifactPath> watched,
            WatchedFolder folder) {
        Scope scope = Scope.of(commit);
        ArtifactOwner owner = ArtifactOwner.of(scope, path);
        if (!watched(owner, path).equals(watched)) {
            throw new WatchedFolder.Changed();
        }
        boolean same =
                ArtifactRows.find(scope, path)
                        .filter(file -> !file.folder() && file.blob().equals(blob))
                        .isPresent();
        boolean returned = ArtifactRows.put(scope, path, blob, commit.now().toEpochMilli());
        FileFacts facts = new FileFacts(commit, owner);
        if (same) {
            facts.subjects();
            return;
        }
        facts.put(blob, returned);
        switch (owner) {
            case ArtifactOwner.OfLoggedModel file when watched.isPresent() ->
                    ModelFacts.finished(commit, file.model(), folder);
            case ArtifactOwner.OfRun file when watched.isPresent() -> {
                folder.requireCurrent(scope, watched.get());
                facts.runFolder(file, watched.get(), folder);
            }
            default -> {}
        }
    }

    /**
     * Deletes a file, or a folder with all that is below it; nothing happens when it is not there.
     *
     * <p>A folder of very many files goes in several writes, each an entry of its own.
     *
     * @throws ClewException INVALID_PARAMETER when the path is the root of all
     */
    public void delete(Call call, ArtifactPath path) {
        if (path.isRoot()) {
            throw ClewException.invalid("path", "Invalid path");
        }
        byte[] payload = Json.bytes(out -> out.text("path", path.toString()));
        boolean more = true;
        while (more) {
            more =
                    store.writePoints(
                            call,
                            "artifacts/delete",
                            commit -> {
                                commit.payload(payload);
                                return delete(commit, path);
                            });
        }
    }

    /** Returns whether files are left. */
    private static boolean delete(Commit commit, ArtifactPath path) {
        Scope scope = Scope.of(commit);
        Optional<ArtifactFile> there = ArtifactRows.find(scope, path);
        boolean folder = there.filter(ArtifactFile::folder).isPresent();
        List<ArtifactFile> files =
                folder
                        ? ArtifactRows.filesBelow(scope, path, DELETED_FILES_MAX)
                        : there.map(List::of).orElse(List.of());
        Map<ArtifactPath, LoggedModel> models = new HashMap<>();
        for (ArtifactFile file : files) {
            ArtifactOwner owner = ArtifactOwner.of(scope, file.path());
            new FileFacts(commit, owner).deleted();
            ArtifactRows.deleteFile(scope, file.path(), commit.now().toEpochMilli());
            if (owner instanceof ArtifactOwner.OfLoggedModel of && isFinished(of)) {
                models.put(of.root(), of.model());
            }
        }
        models.values().forEach(model -> ModelFacts.filesDeleted(commit, model));
        if (files.size() == DELETED_FILES_MAX) {
            return true;
        }
        if (folder) {
            ArtifactRows.deleteFolders(scope, path);
        }
        return false;
    }
}
