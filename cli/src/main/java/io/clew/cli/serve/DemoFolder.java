package io.clew.cli.serve;

import io.clew.model.ClewException;
import io.clew.model.ErrorCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.stream.Stream;

/** Empties the demo's folder, so that each demo starts clean; never one that it did not make. */
final class DemoFolder {
    private static final String LOCK = "clew.lock";

    private DemoFolder() {}

    /**
     * Removes what an earlier demo left.
     *
     * @throws ClewException when another demo runs there, or it is no folder of Clew
     */
    static void clear(Path folder) {
        try {
            if (!Files.exists(folder)) {
                return;
            }
            if (!Files.exists(folder.resolve(LOCK))) {
                throw refuse(folder + " is no data folder of Clew and is not touched");
            }
            if (inUse(folder)) {
                throw refuse("a demo already runs in " + folder + "; stop it first");
            }
            delete(folder);
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot empty " + folder, failure);
        }
    }

    private static boolean inUse(Path folder) throws IOException {
        try (FileChannel channel =
                        FileChannel.open(folder.resolve(LOCK), StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            return lock == null;
        } catch (OverlappingFileLockException ours) {
            return true;
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private static ClewException refuse(String message) {
        return new ClewException(
                ErrorCode.UNAVAILABLE, message + "; another folder is chosen by --data");
    }
}
