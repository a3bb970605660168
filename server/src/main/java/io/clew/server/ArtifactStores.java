package io.clew.server;

import io.clew.s3.S3Address;
import io.clew.s3.S3BlobStore;
import io.clew.s3.S3Connection;
import io.clew.s3.S3Files;
import io.clew.server.config.ArtifactsPlace;
import io.clew.server.config.Config;
import io.clew.store.blobs.BlobStore;
import io.clew.store.blobs.FileBlobStore;
import io.clew.store.blobs.FolderFiles;
import io.clew.store.blobs.PlacedFiles;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Opens what keeps the bytes of artifacts as the settings say.
 *
 * <p>Nothing that speaks with S3 is loaded unless a setting names it.
 */
public final class ArtifactStores implements AutoCloseable {
    private final Config config;
    private @Nullable S3Connection s3;

    public ArtifactStores(Config config) {
        this.config = config;
    }

    /**
     * Opens the place of uploaded artifacts, made when it is a folder that is missing.
     *
     * @throws io.clew.model.ClewException UNAVAILABLE when the folder cannot be made
     */
    public BlobStore open(InstantSource clock) {
        return switch (config.artifacts()) {
            case ArtifactsPlace.Folder folder -> new FileBlobStore(folder.path(), clock);
            case ArtifactsPlace.S3 place -> new S3BlobStore(s3(), place.address(), clock);
        };
    }

    /** Opens the place of uploaded artifacts to read only: makes nothing. */
    public BlobStore inspect() {
        return switch (config.artifacts()) {
            case ArtifactsPlace.Folder folder -> FileBlobStore.inspect(folder.path());
            case ArtifactsPlace.S3 place ->
                    new S3BlobStore(s3(), place.address(), InstantSource.system());
        };
    }

    /** Returns what reads files of other tools in the places that are allowed. */
    public PlacedFiles inPlace() {
        List<PlacedFiles> places = new ArrayList<>();
        for (String place : config.artifactsInPlace()) {
            places.add(
                    FolderFiles.isFolder(place)
                            ? new FolderFiles(place)
                            : new S3Files(s3(), S3Address.parse(place)));
        }
        return PlacedFiles.of(places);
    }

    private synchronized S3Connection s3() {
        if (s3 == null) {
            s3 = new S3Connection();
        }
        return s3;
    }

    @Override
    public synchronized void close() {
        if (s3 != null) {
            s3.close();
        }
    }
}
