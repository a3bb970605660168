package io.clew.s3;

import io.clew.model.ClewException;
import io.clew.store.blobs.PlacedFiles;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;

/** Reads files below one place in S3 that another tool put there. */
public final class S3Files implements PlacedFiles {
    /** Most keys of one answer, as in S3. */
    private static final int PAGE_MAX = 1000;

    private final S3Connection connection;
    private final S3Address root;

    /**
     * Reads below a place.
     *
     * @param connection made when the first file is asked for
     */
    public S3Files(S3Connection connection, S3Address root) {
        this.connection = connection;
        this.root = root;
    }

    @Override
    public boolean reads(String uri) {
        if (!S3Address.isS3(uri)) {
            return false;
        }
        try {
            S3Address address = S3Address.parse(uri);
            return address.bucket().equals(root.bucket())
                    && address.prefix().startsWith(root.prefix());
        } catch (ClewException malformed) {
            return false;
        }
    }

    @Override
    public Optional<Entry> find(String uri) {
        S3Address address = S3Address.parse(uri);
        return asking(
                address,
                () -> {
                    Optional<Entry> file =
                            address.key().isEmpty() ? Optional.empty() : file(address);
                    return file.isPresent() || list(address, "", 1).isEmpty()
                            ? file
                            : Optional.of(new Entry(name(address.key()), true, 0));
                });
    }

    private Optional<Entry> file(S3Address address) {
        return new S3Objects(connection.client(), address.bucket())
                .head(address.key())
                .map(object -> new Entry(name(address.key()), false, object.contentLength()));
    }

    @Override
    public List<Entry> list(String folderUri, String after, int limit) {
        S3Address folder = S3Address.parse(folderUri);
        return asking(folder, () -> list(folder, after, limit));
    }

    private List<Entry> list(S3Address folder, String after, int limit) {
        String prefix = folder.prefix();
        String start = start(prefix, after);
        List<Entry> entries = new ArrayList<>();
        ListObjectsV2Response page;
        String token = null;
        do {
            String next = token;
            page =
                    connection
                            .client()
                            .listObjectsV2(
                                    request ->
                                            request.bucket(folder.bucket())
                                                    .prefix(prefix)
                                                    .delimiter("/")
                                                    .maxKeys(Math.min(limit, PAGE_MAX))
                                                    .startAfter(next == null ? start : null)
                                                    .continuationToken(next));
            page.contents().stream()
                    .filter(object -> !object.key().equals(prefix))
                    .forEach(
                            object ->
                                    entries.add(
                                            new Entry(name(object.key()), false, object.size())));
            for (CommonPrefix found : page.commonPrefixes()) {
                String key = found.prefix();
                entries.add(new Entry(name(key.substring(0, key.length() - 1)), true, 0));
            }
            token = page.nextContinuationToken();
        } while (Boolean.TRUE.equals(page.isTruncated()) && entries.size() < limit);
        entries.removeIf(entry -> entry.position().equals(after));
        entries.sort(ORDER);
        return entries.size() > limit ? List.copyOf(entries.subList(0, limit)) : entries;
    }

    /** Returns the key to start after: for a folder the last that can be in it. */
    private static @Nullable String start(String prefix, String after) {
        if (after.isEmpty()) {
            return null;
        }
        return prefix + after + (after.endsWith("/") ? Character.toString(0x10FFFF) : "");
    }

    @Override
    public InputStream open(String uri) {
        S3Address file = S3Address.parse(uri);
        S3Objects objects = new S3Objects(connection.client(), file.bucket());
        return asking(
                file,
                () ->
                        new ResumedStream(
                                skipped ->
                                        objects.open(
                                                request ->
                                                        request.key(file.key())
                                                                .range(
                                                                        S3Objects.range(
                                                                                skipped,
                                                                                Long.MAX_VALUE)))));
    }

    private static String name(String key) {
        return key.substring(key.lastIndexOf('/') + 1);
    }

    private static <T> T asking(S3Address file, Supplier<T> question) {
        try {
            return question.get();
        } catch (SdkException failure) {
            throw S3Failures.ofFile(file, failure);
        }
    }
}
