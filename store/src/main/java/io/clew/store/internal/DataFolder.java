package io.clew.store.internal;

import io.clew.model.ClewException;
import io.clew.model.ErrorCode;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Holds a data folder for this process alone, by a lock on a file in it.
 *
 * @param path the folder
 */
record DataFolder(Path path, FileChannel channel) implements AutoCloseable {

    /**
     * Locks a folder, making it when missing.
     *
     * @throws ClewException UNAVAILABLE when another process holds it or it cannot be written
     */
    static DataFolder lock(Path path) {
        try {
            Files.createDirectories(path);
            FileChannel channel =
                    FileChannel.open(
                            path.resolve("clew.lock"),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE);
            if (!tryLock(channel)) {
                channel.close();
                throw new ClewException(
                        ErrorCode.UNAVAILABLE,
                        "the data folder "
                                + path
                                + " is in use by another Clew; stop that one, or choose another"
                                + " folder with --data");
            }
            return new DataFolder(path, channel);
        } catch (IOException e) {
            throw new ClewException(
                    ErrorCode.UNAVAILABLE,
                    "the data folder " + path + " cannot be used: " + reason(e));
        }
    }

    /** Says why; the message of a file system's exception is often no more than the path. */
    private static String reason(IOException e) {
        return switch (e) {
            case FileAlreadyExistsException there -> there.getFile() + " is not a folder";
            case AccessDeniedException denied -> "this user may not write to " + denied.getFile();
            case NoSuchFileException missing -> missing.getFile() + " cannot be made";
            default -> String.valueOf(e.getMessage());
        };
    }

    private static boolean tryLock(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new IllegalStateException("the lock of " + path + " could not be let go", e);
        }
    }
}
