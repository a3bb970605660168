package io.clew.server.backup;

import io.clew.commit.LogReader;
import io.clew.model.ClewException;
import io.clew.model.ErrorCode;
import io.clew.protocol.mlflow.artifacts.ArtifactRows;
import io.clew.server.ArtifactStores;
import io.clew.server.Clew;
import io.clew.server.GraphStart;
import io.clew.server.config.ArtifactsPlace;
import io.clew.server.config.Config;
import io.clew.server.config.StoreUrl;
import io.clew.store.Store;
import io.clew.store.Stores;
import io.clew.store.blobs.Blob;
import io.clew.store.blobs.BlobHold;
import io.clew.store.blobs.BlobStore;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Makes one file of all that an embedded store keeps, also while a server runs on it: a ZIP of a
 * snapshot of the database, the artifacts that the snapshot refers to, and what else is in the data
 * folder.
 *
 * <p>The file has its name only once it is whole.
 */
public final class Backup {

    /** Artifacts of one question to the snapshot. */
    private static final int PAGE = 500;

    private final Config config;
    private final BlobStore blobs;
    private final Path target;
    private final Progress progress;
    private final Map<String, String> files = new HashMap<>();
    private long artifacts;
    private long artifactBytes;
    private long done;
    private long all;

    private Backup(Config config, BlobStore blobs, Path target, Progress progress) {
        this.config = config;
        this.blobs = blobs;
        this.target = target;
        this.progress = progress;
    }

    /**
     * Makes a backup.
     *
     * @param target a file that is not there yet
     * @return what is in it
     * @throws ClewException INVALID_PARAMETER when the file is there or the store is PostgreSQL;
     *     UNAVAILABLE when there is nothing to be kept, bytes are missing or damaged, or the file
     *     cannot be written
     */
    public static Manifest make(Config config, Path target, Progress progress) {
        if (config.store() instanceof StoreUrl.Postgresql) {
            throw ClewException.invalid(
                    "store",
                    "clew backup keeps the embedded store; keep a PostgreSQL database with pg_dump"
                            + " and then copy the artifacts, "
                            + config.artifacts()
                            + ": docs/guides/backup.md says how");
        }
        if (Files.exists(target)) {
            throw ClewException.invalid("FILE", target + " is there already and is not replaced");
        }
        Path folder = target.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw ClewException.invalid("FILE", "there is no folder for " + target);
        }
        try (ArtifactStores artifacts = new ArtifactStores(config)) {
            return new Backup(config, artifacts.inspect(), target, progress).make(folder);
        } catch (IOException e) {
            throw new ClewException(
                    ErrorCode.UNAVAILABLE, "the backup could not be made: " + e.getMessage());
        }
    }

    private Manifest make(Path targetFolder) throws IOException {
        Path folder = Path.of(target.toAbsolutePath() + ".part");
        try {
            Files.createDirectory(folder);
        } catch (FileAlreadyExistsException e) {
            throw ClewException.invalid(
                    "FILE",
                    folder + " is there: another backup is under way, or was cut off; remove it");
        }
        try (BlobHold hold = blobs.hold()) {
            Objects.requireNonNull(hold);
            Stores.snapshotSqlite(config.data(), folder, Clew.migrations());
            Path part = folder.resolve("backup.zip");
            Manifest manifest = write(folder, part);
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
            Durable.force(targetFolder);
            return manifest;
        } finally {
            deleteAll(folder);
        }
    }

    private Manifest write(Path snapshot, Path part) throws IOException {
        try (Store store = Stores.inspectEarlierSqlite(snapshot, Clew.migrations());
                FileChannel channel =
                        FileChannel.open(
                                part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                ZipOutputStream out =
                        new ZipOutputStream(
                                new BufferedOutputStream(Channels.newOutputStream(channel)))) {
            Path database = snapshot.resolve(Stores.SQLITE_FILE);
            all = Files.size(database) + bytesReferred(store);
            out.setLevel(Deflater.BEST_SPEED);
            add(out, Stores.SQLITE_FILE, database);
            for (Path file : others()) {
                add(out, "folder/" + config.data().relativize(file), file);
            }
            // Models, images and archives are packed already.
            out.setLevel(Deflater.NO_COMPRESSION);
            addArtifacts(out, store);
            Manifest manifest =
                    new Manifest(
                            version(),
                            Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                            store.<Long>read(LogReader::head),
                            store.read(
                                    db ->
                                            db.sql("SELECT name FROM migration ORDER BY name")
                                                    .list(row -> row.text("name"))),
                            files,
                            artifacts,
                            artifactBytes);
            out.putNextEntry(new ZipEntry(Manifest.NAME));
            out.write(manifest.toJson());
            out.closeEntry();
            out.finish();
            out.flush();
            channel.force(true);
            return manifest;
        }
    }

    private static String version() {
        String version = Clew.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    private void add(ZipOutputStream out, String name, Path file) throws IOException {
        out.putNextEntry(new ZipEntry(name));
        try (InputStream in = Files.newInputStream(file)) {
            files.put(name, Digests.copy(in, out, this::copied));
        }
        out.closeEntry();
    }

    private void copied(long bytes) {
        done += bytes;
        progress.at(done, Math.max(done, all));
    }

    /**
     * Returns what is in the data folder besides database, lock, artifacts and what can be made.
     */
    private List<Path> others() throws IOException {
        try (Stream<Path> walk = Files.walk(config.data())) {
            return walk.filter(Files::isRegularFile)
                    .filter(file -> !isArtifact(file))
                    .filter(file -> !file.startsWith(GraphStart.folder(config)))
                    .filter(file -> !Stores.isSqliteFile(config.data().relativize(file)))
                    .sorted()
                    .toList();
        }
    }

    private boolean isArtifact(Path file) {
        return config.artifacts() instanceof ArtifactsPlace.Folder folder
                && file.startsWith(folder.path());
    }

    private static long bytesReferred(Store store) {
        long[] bytes = new long[1];
        eachReference(store, blob -> bytes[0] += blob.sizeBytes());
        return bytes[0];
    }

    private static void eachReference(Store store, Consumer<Blob> visitor) {
        String after = "";
        List<Blob> page;
        do {
            String from = after;
            page = store.read(db -> ArtifactRows.references(db, from, PAGE));
            page.forEach(visitor);
            after = page.isEmpty() ? after : page.getLast().sha256();
        } while (page.size() == PAGE);
    }

    private void addArtifacts(ZipOutputStream out, Store store) throws IOException {
        String after = "";
        List<Blob> page;
        do {
            String from = after;
            page = store.read(db -> ArtifactRows.references(db, from, PAGE));
            for (Blob blob : page) {
                addArtifact(out, blob);
            }
            after = page.isEmpty() ? after : page.getLast().sha256();
        } while (page.size() == PAGE);
    }

    private void addArtifact(ZipOutputStream out, Blob blob) throws IOException {
        if (blobs.find(blob.sha256()).isEmpty()) {
            throw damaged(blob, "missing");
        }
        out.putNextEntry(new ZipEntry(Restore.ARTIFACTS + blob.sha256()));
        long before = done;
        try (InputStream in = blobs.open(blob.sha256())) {
            if (!Digests.copy(in, out, this::copied).equals(blob.sha256())) {
                throw damaged(blob, "damaged");
            }
        }
        out.closeEntry();
        artifacts++;
        artifactBytes += done - before;
    }

    private ClewException damaged(Blob blob, String how) {
        return new ClewException(
                ErrorCode.UNAVAILABLE,
                "the bytes %s of an artifact are %s in %s, so there can be no whole backup; clew check says what else is wrong"
                        .formatted(blob.sha256(), how, config.artifacts()));
    }

    private static void deleteAll(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
        }
        Files.deleteIfExists(folder);
    }
}
