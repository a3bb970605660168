package io.clew.protocol.metaflow;

import io.clew.model.ClewException;
import io.clew.model.ErrorCode;
import io.clew.store.blobs.PlacedFiles;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Keeps files in memory as if they lay below {@code s3://bank/flows}. */
public final class Bucket implements PlacedFiles {
    /** Where all of it lies. */
    public static final String ROOT = "s3://bank/flows";

    private final Map<String, byte[]> files = new ConcurrentHashMap<>();
    private volatile @Nullable ErrorCode failure;

    /** Puts a file, wherever its URI says. */
    public void put(String uri, byte[] content) {
        files.put(uri, content);
    }

    /** Lets every later question fail so. */
    public void fail(ErrorCode code) {
        failure = code;
    }

    @Override
    public boolean reads(String uri) {
        return uri.startsWith(ROOT + "/");
    }

    @Override
    public Optional<Entry> find(String uri) {
        byte[] content = files.get(uri);
        return content == null
                ? Optional.empty()
                : Optional.of(new Entry(uri, false, content.length));
    }

    @Override
    public List<Entry> list(String folderUri, String after, int limit) {
        return List.of();
    }

    @Override
    public InputStream open(String uri) {
        ErrorCode code = failure;
        if (code != null) {
            throw new ClewException(code, "as told");
        }
        byte[] content = files.get(uri);
        if (content == null) {
            throw ClewException.notFound(uri);
        }
        return new ByteArrayInputStream(content);
    }
}
