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
public record DataFolder(Path path, FileChannel channel) implements AutoCloseable {

    /** Marks a folder that is being filled from a backup. */
    public static final String RESTORING = "restore-unfinished";

    private static final String LOCK = "clew.lock";

    /** Says whether a name is that of the lock or the mark, which belong to no backup. */
    public static boolean isOwn(String name) {
        return name.equals(LOCK) || name.equals(RESTORING);
    }

    /**
     * Checks that a folder is not a part of what a backup holds.
     *
     * @throws ClewException UNAVAILABLE when a restore into it did not finish
     */
    static void requireWhole(Path path) {
        if (Files.exists(path.resolve(RESTORING))) {
            throw new ClewException(
                    ErrorCode.UNAVAILABLE,
                    "a restore into the data folder "
                            + path
                            + " is under way or did not finish; when none runs, empty the folder"
                            + " and restore again");
        }
    }

    /**
     * Locks a folder, making it when missing.
     *
     * @throws ClewException UNAVAILABLE when another process holds it or it cannot be written
     */
    public static DataFolder lock(Path path) {
        try {
            Files.createDirectories(path);
            FileChannel channel =
                    FileChannel.open(
                            path.resolve(LOCK),
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

    /** Says whether a process holds a folder right now; makes nothing. */
    static boolean isInUse(Path path) {
        try (FileChannel channel = FileChannel.open(path.resolve(LOCK), StandardOpenOption.WRITE)) {
            return !tryLock(channel);
        } catch (NoSuchFileException missing) {
            return false;
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
