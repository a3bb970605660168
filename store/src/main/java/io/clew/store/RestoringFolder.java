package io.clew.store;

import io.clew.model.ClewException;
import io.clew.model.ErrorCode;
import io.clew.store.internal.DataFolder;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Holds a data folder while it is filled from a backup: marked, so that nobody takes a part of it
 * for the whole, also after a crash.
 */
public final class RestoringFolder implements AutoCloseable {

    private final DataFolder folder;
    private final Path mark;

    private RestoringFolder(DataFolder folder, Path mark) {
        this.folder = folder;
        this.mark = mark;
    }

    /**
     * Locks and marks a folder, making it when missing.
     *
     * @throws ClewException UNAVAILABLE when another process holds it or it cannot be written
     */
    public static RestoringFolder begin(Path path) {
        DataFolder folder = DataFolder.lock(path);
        try {
            Path mark = path.resolve(DataFolder.RESTORING);
            Files.createFile(mark);
            force(path);
            return new RestoringFolder(folder, mark);
        } catch (IOException e) {
            folder.close();
            throw new ClewException(
                    ErrorCode.UNAVAILABLE, "nothing can be written to " + path + ": " + e);
        }
    }

    /** Says that all is there and on disk: from now on the folder is a data folder. */
    public void complete() throws IOException {
        force(folder.path());
        Files.delete(mark);
        force(folder.path());
    }

    /** Empties the folder again, the mark last. */
    public void abandon() throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(folder.path())) {
            files =
                    walk.filter(file -> !file.equals(folder.path()) && !file.equals(mark))
                            .sorted(Comparator.reverseOrder())
                            .toList();
        }
        for (Path file : files) {
            Files.deleteIfExists(file);
        }
        Files.deleteIfExists(mark);
    }

    private static void force(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    @Override
    public void close() {
        folder.close();
    }
}
