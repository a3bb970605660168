package io.clew.store.blobs;

import io.clew.model.ClewException;
import io.clew.model.ErrorCode;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** Keeps sweeps from a folder by a file in {@code holds/}. */
final class FileHold implements BlobHold {

    private static final Duration COUNTS = Duration.ofDays(7);

    private final Path file;

    private FileHold(Path file) {
        this.file = file;
    }

    /** Begins to hold; what was visible to a snapshot taken from now on stays. */
    static FileHold begin(Path root) {
        try {
            Path folder = Files.createDirectories(root.resolve("holds"));
            return new FileHold(Files.createFile(folder.resolve(UUID.randomUUID().toString())));
        } catch (IOException e) {
            ClewException refusal =
                    new ClewException(
                            ErrorCode.UNAVAILABLE,
                            "nothing can be written to the folder of artifacts " + root);
            refusal.initCause(e);
            throw refusal;
        }
    }

    /** Says whether anybody holds a folder. */
    static boolean isHeld(Path root, Instant now) throws IOException {
        try (DirectoryStream<Path> holds = Files.newDirectoryStream(root.resolve("holds"))) {
            for (Path hold : holds) {
                try {
                    if (Files.getLastModifiedTime(hold).toInstant().isAfter(now.minus(COUNTS))) {
                        return true;
                    }
                } catch (NoSuchFileException ended) {
                    continue;
                }
            }
            return false;
        } catch (NoSuchFileException | NotDirectoryException none) {
            return false;
        }
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new ClewException(ErrorCode.UNAVAILABLE, file + " cannot be removed: " + e);
        }
    }
}
