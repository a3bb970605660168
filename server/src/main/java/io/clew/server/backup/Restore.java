package io.clew.server.backup;

import io.clew.commit.LogReader;
import io.clew.model.ClewException;
import io.clew.model.ErrorCode;
import io.clew.server.ArtifactStores;
import io.clew.server.Clew;
import io.clew.server.config.ArtifactsPlace;
import io.clew.server.config.Config;
import io.clew.server.config.StoreUrl;
import io.clew.store.Instance;
import io.clew.store.Migration;
import io.clew.store.RestoringFolder;
import io.clew.store.Store;
import io.clew.store.Stores;
import io.clew.store.blobs.Blob;
import io.clew.store.blobs.BlobStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * Puts a backup back into an empty data folder and checks every byte of it.
 *
 * <p>Until it is done, a mark in the folder keeps servers from it; what fails is cleared away.
 */
public final class Restore {

    /** Where artifacts are in a backup. */
    static final String ARTIFACTS = "artifacts/";

    private static final Pattern ARTIFACT = Pattern.compile("artifacts/[0-9a-f]{64}");
    private static final String OTHERS = "folder/";

    private final Config config;
    private final BlobStore blobs;
    private final ZipFile backup;
    private final Progress progress;
    private final Set<Path> touched = new HashSet<>();
    private long done;
    private long all;

    private Restore(Config config, BlobStore blobs, ZipFile backup, Progress progress) {
        this.config = config;
        this.blobs = blobs;
        this.backup = backup;
        this.progress = progress;
    }

    /**
     * Restores a backup.
     *
     * @return what the backup said is in it, which then is in the folder
     * @throws ClewException INVALID_PARAMETER when a folder is not empty or the store is
     *     PostgreSQL; UNAVAILABLE when the file is no whole backup, is newer than this version, or
     *     cannot be read or written
     */
    public static Manifest run(Config config, Path file, Progress progress) {
        if (config.store() instanceof StoreUrl.Postgresql) {
            throw ClewException.invalid(
                    "store",
                    "clew restore fills a data folder; restore a PostgreSQL database with"
                            + " pg_restore: docs/guides/backup.md says how");
        }
        try (ZipFile backup = open(file);
                ArtifactStores artifacts = new ArtifactStores(config)) {
            return new Restore(config, artifacts.inspect(), backup, progress).run();
        } catch (IOException e) {
            throw new ClewException(
                    ErrorCode.UNAVAILABLE, "the backup could not be restored: " + e.getMessage());
        }
    }

    private static ZipFile open(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw ClewException.invalid("FILE", "there is no file " + file);
        }
        try {
            return new ZipFile(file.toFile());
        } catch (ZipException e) {
            throw Manifest.refuse(
                    "the file is cut off or of another kind (" + e.getMessage() + ")");
        }
    }

    private Manifest run() throws IOException {
        Manifest manifest = manifest();
        refuseNewer(manifest);
        requireEmpty(config.data());
        if (config.artifacts() instanceof ArtifactsPlace.Folder folder) {
            requireEmpty(folder.path());
        }
        try (RestoringFolder mark = RestoringFolder.begin(config.data())) {
            try {
                unpack(manifest);
                mark.complete();
            } catch (IOException | RuntimeException e) {
                if (config.artifacts() instanceof ArtifactsPlace.Folder folder) {
                    clear(folder.path());
                }
                mark.abandon();
                throw e;
            }
        }
        return manifest;
    }

    private Manifest manifest() throws IOException {
        ZipEntry entry = backup.getEntry(Manifest.NAME);
        if (entry == null) {
            throw Manifest.refuse("it has no manifest");
        }
        try (InputStream in = backup.getInputStream(entry)) {
            return Manifest.read(in.readNBytes(Manifest.SIZE_BYTES_MAX));
        }
    }

    private static void refuseNewer(Manifest manifest) {
        Set<String> known =
                Clew.migrations().stream()
                        .map(Migration::name)
                        .collect(Collectors.toUnmodifiableSet());
        for (String migration : manifest.migrations()) {
            if (!known.contains(migration)) {
                throw new ClewException(
                        ErrorCode.UNAVAILABLE,
                        "this backup was made by a newer version of Clew, %s (it has the migration %s); use that version or a newer one"
                                .formatted(manifest.version(), migration));
            }
        }
    }

    private static void requireEmpty(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        if (!Files.isDirectory(folder)) {
            throw ClewException.invalid("data", folder + " is not a folder");
        }
        try (Stream<Path> files = Files.list(folder)) {
            if (files.findAny().isPresent()) {
                throw ClewException.invalid(
                        "data",
                        folder + " is not empty; a backup is restored into an empty folder only");
            }
        }
    }

    private void unpack(Manifest manifest) throws IOException {
        all = backup.stream().mapToLong(ZipEntry::getSize).sum();
        long artifacts = 0;
        long artifactBytes = 0;
        Set<String> files = new HashSet<>();
        for (Enumeration<? extends ZipEntry> entries = backup.entries();
                entries.hasMoreElements(); ) {
            ZipEntry entry = entries.nextElement();
            String name = entry.getName();
            if (ARTIFACT.matcher(name).matches()) {
                String sha256 = name.substring(ARTIFACTS.length());
                artifacts++;
                artifactBytes += unpackArtifact(entry, sha256);
            } else if (!name.equals(Manifest.NAME)) {
                String sha256 = manifest.files().get(name);
                if (sha256 == null || !files.add(name)) {
                    throw Manifest.refuse("its manifest does not know " + name);
                }
                unpack(entry, target(name), sha256);
            }
        }
        if (artifacts != manifest.artifacts()
                || artifactBytes != manifest.artifactBytes()
                || !files.equals(manifest.files().keySet())) {
            throw Manifest.refuse("some of what its manifest lists is not in it");
        }
        for (Path folder : touched) {
            Durable.force(folder);
        }
        try (Store store = Stores.inspectEarlierSqlite(config.data(), Clew.migrations())) {
            requirePosition(store, manifest);
            markArtifacts(store, manifest);
        }
    }

    private Path target(String name) {
        if (name.equals(Stores.SQLITE_FILE)) {
            return config.data().resolve(name);
        }
        Path target = config.data().resolve(name.substring(OTHERS.length())).normalize();
        if (!name.startsWith(OTHERS) || !target.startsWith(config.data().normalize())) {
            throw Manifest.refuse("it has an entry with the name " + name);
        }
        return target;
    }

    private long unpackArtifact(ZipEntry entry, String sha256) throws IOException {
        return switch (config.artifacts()) {
            case ArtifactsPlace.Folder folder ->
                    unpack(
                            entry,
                            folder.path().resolve(sha256.substring(0, 2)).resolve(sha256),
                            sha256);
            case ArtifactsPlace.S3 place -> upload(entry, sha256);
        };
    }

    /** Uploads one entry, whose bytes are there already when a restore was cut off before. */
    private long upload(ZipEntry entry, String sha256) throws IOException {
        try (InputStream in = backup.getInputStream(entry)) {
            Blob blob = blobs.receive(in, Long.MAX_VALUE);
            if (!blob.sha256().equals(sha256)) {
                throw Manifest.refuse(entry.getName() + " is damaged");
            }
            copied(blob.sizeBytes());
            return blob.sizeBytes();
        }
    }

    /** Unpacks one entry and returns how many bytes it has. */
    private long unpack(ZipEntry entry, Path target, String sha256) throws IOException {
        Path folder = target.toAbsolutePath().getParent();
        if (folder != null && touched.add(folder)) {
            Files.createDirectories(folder);
        }
        long before = done;
        try (InputStream in = backup.getInputStream(entry);
                OutputStream out =
                        Files.newOutputStream(
                                target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            String found = Digests.copy(in, out, this::copied);
            if (!found.equals(sha256)) {
                throw Manifest.refuse(entry.getName() + " is damaged");
            }
        } catch (ZipException e) {
            throw Manifest.refuse(entry.getName() + " is damaged: " + e.getMessage());
        }
        Durable.force(target);
        return done - before;
    }

    private void copied(long bytes) {
        done += bytes;
        progress.at(done, Math.max(done, all));
    }

    private static void requirePosition(Store store, Manifest manifest) {
        long position = store.<Long>read(LogReader::head);
        if (position != manifest.position()) {
            throw Manifest.refuse(
                    "its log ends at %d and not at %d".formatted(position, manifest.position()));
        }
    }

    /** Marks the place of artifacts as the database's own; earlier schemas knew no mark. */
    private void markArtifacts(Store store, Manifest manifest) {
        if (manifest.migrations().contains(Instance.MIGRATION)) {
            store.read(Instance::find).ifPresent(instance -> blobs.claim(instance.id(), true));
        }
    }

    /** Removes what this restore put into the folder of artifacts, which was empty before. */
    private static void clear(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        List<Path> files;
        try (Stream<Path> walk = Files.walk(folder)) {
            files =
                    walk.filter(file -> !file.equals(folder))
                            .sorted(Comparator.reverseOrder())
                            .toList();
        }
        for (Path file : files) {
            Files.deleteIfExists(file);
        }
    }
}
