package io.clew.protocol.mlflow.artifacts;

import io.clew.identity.environment.Environment;
import io.clew.protocol.mlflow.captures.ModelDescription;
import io.clew.protocol.mlflow.captures.Watched;
import io.clew.protocol.mlflow.rows.Scope;
import io.clew.store.blobs.Blob;
import io.clew.store.blobs.BlobStore;
import java.io.IOException;
import java.io.InputStream;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * Holds what the watched files of a folder say together.
 *
 * @param files the bytes of each that is there
 * @param description what its MLmodel says; empty when there is none that can be read
 */
record WatchedFolder(
        Map<Watched, Blob> files, Environment environment, Optional<ModelDescription> description) {

    /** Says that the files changed while they were read, so that reading them again is due. */
    static final class Changed extends RuntimeException {
        Changed() {
            super("the files of a folder changed", null, false, false);
        }
    }

    /** A folder without any watched file. */
    static final WatchedFolder EMPTY =
            new WatchedFolder(Map.of(), Environment.EMPTY, Optional.empty());

    /** How often files may change under a reader; each time is one more upload that was faster. */
    private static final int ATTEMPTS_MAX = 20;

    /** Work that may find that files changed under it. */
    interface Work<T> {
        T run() throws IOException;
    }

    /** Repeats work while files change under it. */
    static <T> T retrying(Work<T> work) throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                return work.run();
            } catch (Changed changed) {
                if (attempt == ATTEMPTS_MAX) {
                    throw new IOException("the files of a folder changed too often to be read");
                }
            }
        }
    }

    /** Returns which watched files a folder has. */
    static Map<Watched, Blob> files(Scope scope, ArtifactPath folder) {
        Map<Watched, Blob> files = new EnumMap<>(Watched.class);
        for (Watched watched : Watched.values()) {
            ArtifactRows.find(scope, folder.resolve(ArtifactPath.parse(watched.fileName())))
                    .filter(file -> !file.folder())
                    .filter(file -> file.blob().sizeBytes() <= Watched.SIZE_BYTES_MAX)
                    .ifPresent(file -> files.put(watched, file.blob()));
        }
        return files;
    }

    /** Reads the files; one that cannot be read says nothing. */
    static WatchedFolder read(BlobStore blobs, Map<Watched, Blob> files) throws IOException {
        Map<Watched, byte[]> contents = new EnumMap<>(Watched.class);
        for (Map.Entry<Watched, Blob> file : files.entrySet()) {
            contents.put(file.getKey(), content(blobs, file.getValue()));
        }
        return of(files, contents);
    }

    /**
     * Reads contents.
     *
     * @param files those of them that are with this server
     */
    static WatchedFolder of(Map<Watched, Blob> files, Map<Watched, byte[]> contents) {
        Environment environment = Environment.EMPTY;
        for (Map.Entry<Watched, byte[]> file : contents.entrySet()) {
            environment = environment.and(file.getKey().environment(file.getValue()));
        }
        return new WatchedFolder(
                files,
                environment,
                Optional.ofNullable(contents.get(Watched.MLMODEL)).flatMap(ModelDescription::read));
    }

    private static byte[] content(BlobStore blobs, Blob blob) throws IOException {
        try (InputStream in = blobs.open(blob.sha256())) {
            return in.readNBytes(Watched.SIZE_BYTES_MAX);
        }
    }

    /**
     * Checks that the folder still has the files that were read.
     *
     * @throws Changed when it has not
     */
    void requireCurrent(Scope scope, ArtifactPath folder) {
        if (!files(scope, folder).equals(files)) {
            throw new Changed();
        }
    }
}
