package io.clew.store.blobs;

import io.clew.model.ClewException;
import io.clew.model.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps blobs as files: {@code ab/abcd…} by the first two digits of the name; uploads under way in
 * {@code incoming/}; what a sweep is removing in {@code leaving/}.
 *
 * <p>Several servers may share one folder. An upload renews its blob's time of modification, and a
 * sweep looks at that time again after it has moved a file away and before it deletes it, so a blob
 * that is received while it is being swept stays.
 */
public final class FileBlobStore implements BlobStore {

    private static final Logger LOG = LoggerFactory.getLogger(FileBlobStore.class);

    /** Bytes that one upload holds in memory; larger gains nothing on a local disk. */
    private static final int BUFFER_BYTES = 256 * 1024;

    /** Names that one question to the tables carries: what an SQL list takes. */
    private static final int SWEEP_BATCH = 500;

    private final Path root;
    private final Path incoming;
    private final Path leaving;
    private final InstantSource clock;

    /**
     * Opens or makes the store in a folder.
     *
     * @throws ClewException UNAVAILABLE when the folder cannot be made
     */
    public FileBlobStore(Path root, InstantSource clock) {
        this(clock, root);
        try {
            Files.createDirectories(incoming);
            Files.createDirectories(leaving);
        } catch (IOException e) {
            throw unavailable("the folder for artifacts cannot be made", e);
        }
    }

    private FileBlobStore(InstantSource clock, Path root) {
        this.root = root;
        this.incoming = root.resolve("incoming");
        this.leaving = root.resolve("leaving");
        this.clock = clock;
    }

    /**
     * Opens a folder to read from it only: makes nothing, and holds no blobs when it is missing.
     */
    public static BlobStore inspect(Path root) {
        return new FileBlobStore(InstantSource.system(), root);
    }

    @Override
    public String place() {
        return root.toString();
    }

    @Override
    public BlobHold hold() {
        return FileHold.begin(root);
    }

    @Override
    public void claim(String id, boolean mayMark) {
        BlobFolder.claim(root, id, mayMark);
    }

    @Override
    public Blob receive(InputStream body, long sizeBytesMax) throws IOException {
        Path part = incoming.resolve(UUID.randomUUID() + ".part");
        try {
            Blob blob = write(body, sizeBytesMax, part);
            publish(part, blob.sha256());
            return blob;
        } finally {
            deleteQuietly(part);
        }
    }

    /** Hashes and writes on one thread while the next bytes arrive on another. */
    private Blob write(InputStream body, long sizeBytesMax, Path part) throws IOException {
        MessageDigest digest = Digest.sha256();
        byte[] arriving = new byte[BUFFER_BYTES];
        byte[] arrived = new byte[BUFFER_BYTES];
        long size = 0;
        try (FileChannel out = openNew(part);
                ExecutorService keeper = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> kept = CompletableFuture.completedFuture(null);
            while (true) {
                int count = body.readNBytes(arriving, 0, arriving.length);
                if (count == 0) {
                    break;
                }
                size += count;
                if (size > sizeBytesMax) {
                    throw new ClewException(
                            ErrorCode.LIMIT_EXCEEDED,
                            "the body is longer than " + sizeBytesMax + " bytes");
                }
                await(kept);
                byte[] bytes = arriving;
                kept = keeper.submit(() -> keep(bytes, count, digest, out));
                arriving = arrived;
                arrived = bytes;
            }
            await(kept);
            force(out);
        }
        return new Blob(HexFormat.of().formatHex(digest.digest()), size);
    }

    private static void keep(byte[] bytes, int count, MessageDigest digest, FileChannel out) {
        digest.update(bytes, 0, count);
        append(out, bytes, count);
    }

    private static void await(Future<?> kept) throws IOException {
        try {
            kept.get();
        } catch (ExecutionException failure) {
            throw failure.getCause() instanceof ClewException refusal
                    ? refusal
                    : new IllegalStateException(failure.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the upload was interrupted");
        }
    }

    private static FileChannel openNew(Path part) {
        try {
            return FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw unavailable("an upload cannot be written", e);
        }
    }

    private static void append(FileChannel out, byte[] buffer, int count) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, count);
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
        } catch (IOException e) {
            throw unavailable("an upload cannot be written", e);
        }
    }

    private static void force(FileChannel channel) {
        try {
            channel.force(true);
        } catch (IOException e) {
            throw unavailable("an upload cannot be written", e);
        }
    }

    /** Gives a finished upload its name, or renews the equal blob that is there already. */
    private void publish(Path part, String sha256) {
        Path directory = directory(sha256);
        Path target = path(sha256);
        try {
            if (renew(target) && Files.exists(target)) {
                // Another upload may have moved it there a moment ago, and wait for the disk still.
                forceDirectory(directory);
                forceDirectory(root);
                return;
            }
            boolean isNew = createDirectory(directory);
            renew(part);
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
            forceDirectory(directory);
            if (isNew) {
                forceDirectory(root);
            }
        } catch (IOException e) {
            throw unavailable("an upload cannot be kept", e);
        }
    }

    private boolean renew(Path file) throws IOException {
        try {
            Files.setLastModifiedTime(file, FileTime.from(clock.instant()));
            return true;
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private static boolean createDirectory(Path directory) throws IOException {
        try {
            Files.createDirectory(directory);
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        }
    }

    private static void forceDirectory(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    @Override
    public Optional<Blob> find(String sha256) {
        try {
            return Optional.of(new Blob(sha256, Files.size(path(sha256))));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw unavailable("an artifact cannot be read", e);
        }
    }

    @Override
    public InputStream open(String sha256, long offset, long length) {
        if (offset < 0 || length < 0) {
            throw new IllegalArgumentException("offset and length are not negative");
        }
        try {
            FileChannel channel = FileChannel.open(path(sha256), StandardOpenOption.READ);
            channel.position(offset);
            return new Bounded(Channels.newInputStream(channel), length);
        } catch (NoSuchFileException e) {
            throw ClewException.notFound("there are no bytes with the SHA-256 " + sha256);
        } catch (IOException e) {
            throw unavailable("an artifact cannot be read", e);
        }
    }

    @Override
    public void each(Consumer<Blob> visitor) {
        try {
            for (Path directory : prefixes()) {
                try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
                    for (Path file : files) {
                        if (Digest.isSha256(name(file))) {
                            find(name(file)).ifPresent(visitor);
                        }
                    }
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            throw unavailable("the artifacts cannot be listed", e);
        }
    }

    @Override
    public long sweep(Function<Collection<String>, Set<String>> referenced, Duration grace) {
        FileTime before = FileTime.from(clock.instant().minus(grace));
        long removed = 0;
        try {
            for (Path file : olderThan(incoming, before)) {
                deleteQuietly(file);
            }
            for (Path file : olderThan(leaving, FileTime.from(clock.instant()))) {
                finishLeaving(file, before);
            }
            for (Path directory : prefixes()) {
                List<Path> old = olderThan(directory, before);
                for (int from = 0; from < old.size(); from += SWEEP_BATCH) {
                    List<Path> batch = old.subList(from, Math.min(old.size(), from + SWEEP_BATCH));
                    Set<String> kept =
                            referenced.apply(batch.stream().map(FileBlobStore::name).toList());
                    // Looked at after the tables: a hold from now on sees what they say now.
                    if (FileHold.isHeld(root, Instant.now())) {
                        return removed;
                    }
                    for (Path file : batch) {
                        if (!kept.contains(name(file)) && remove(file, before)) {
                            removed++;
                        }
                    }
                }
            }
        } catch (IOException e) {
            throw unavailable("unused artifacts cannot be removed", e);
        }
        return removed;
    }

    private List<Path> prefixes() throws IOException {
        if (!Files.exists(root)) {
            return List.of();
        }
        try (Stream<Path> children = Files.list(root)) {
            return children.filter(path -> path.getFileName().toString().length() == 2).toList();
        }
    }

    private static List<Path> olderThan(Path directory, FileTime before) throws IOException {
        List<Path> old = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            for (Path file : files) {
                if (isOlder(file, before)) {
                    old.add(file);
                }
            }
        }
        return old;
    }

    private static boolean isOlder(Path file, FileTime before) throws IOException {
        try {
            return Files.getLastModifiedTime(file).compareTo(before) < 0;
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private boolean remove(Path file, FileTime before) throws IOException {
        Path moved = leaving.resolve(name(file));
        try {
            Files.move(file, moved, StandardCopyOption.ATOMIC_MOVE);
        } catch (NoSuchFileException e) {
            return false;
        }
        return finishLeaving(moved, before);
    }

    /** Deletes a file that was moved away, or brings it back when it was received meanwhile. */
    private boolean finishLeaving(Path moved, FileTime before) throws IOException {
        if (isOlder(moved, before)) {
            return Files.deleteIfExists(moved);
        }
        Files.move(moved, path(name(moved)), StandardCopyOption.ATOMIC_MOVE);
        return false;
    }

    private Path path(String sha256) {
        return directory(Digest.checked(sha256)).resolve(sha256);
    }

    private Path directory(String sha256) {
        return root.resolve(sha256.substring(0, 2));
    }

    private static String name(Path file) {
        return file.getFileName().toString();
    }

    private static void deleteQuietly(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warn("a finished or cut-off upload could not be removed; the next sweep will", e);
        }
    }

    private static ClewException unavailable(String what, Exception cause) {
        ClewException refusal = new ClewException(ErrorCode.UNAVAILABLE, what);
        refusal.initCause(cause);
        return refusal;
    }
}
