package io.clew.s3;

import io.clew.model.ClewException;
import io.clew.model.ErrorCode;
import io.clew.store.blobs.Blob;
import io.clew.store.blobs.BlobHold;
import io.clew.store.blobs.BlobStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Keeps blobs as objects in a bucket of S3, named as in a folder of files.
 *
 * <p>An object is visible only when S3 has all of it. Several servers may share one place.
 */
public final class S3BlobStore implements BlobStore {
    /** Bytes of a part: on disk while it is sent; at 100 MB/s a request each sixth of a second. */
    private static final long PART_BYTES = 16L << 20;

    /** How long a hold counts that was left behind. */
    private static final Duration HOLD_COUNTS = Duration.ofDays(7);

    private final S3Objects objects;
    private final S3Address root;
    private final S3Keys keys;
    private final InstantSource clock;
    private final long partBytes;

    /** Opens the store at a place; nothing is asked of S3 yet. */
    public S3BlobStore(S3Connection connection, S3Address root, InstantSource clock) {
        this(connection.client(), root, clock, PART_BYTES);
    }

    S3BlobStore(S3Client client, S3Address root, InstantSource clock) {
        this(client, root, clock, PART_BYTES);
    }

    S3BlobStore(S3Client client, S3Address root, InstantSource clock, long partBytes) {
        this.objects = new S3Objects(client, root.bucket());
        this.root = root;
        this.keys = new S3Keys(root);
        this.clock = clock;
        this.partBytes = partBytes;
    }

    @Override
    public String place() {
        return root.toString();
    }

    @Override
    public Blob receive(InputStream body, long sizeBytesMax) throws IOException {
        try {
            return new S3Upload(objects, keys, clock.instant(), partBytes, sizeBytesMax)
                    .receive(body);
        } catch (SdkException failure) {
            throw S3Failures.unavailable("an upload cannot be kept", root, failure);
        }
    }

    @Override
    public Optional<Blob> find(String sha256) {
        return asking(
                () ->
                        objects.head(keys.blob(sha256))
                                .or(() -> objects.head(keys.leaving(sha256)))
                                .map(object -> new Blob(sha256, object.contentLength())));
    }

    @Override
    public InputStream open(String sha256, long offset, long length) {
        if (offset < 0 || length < 0) {
            throw new IllegalArgumentException("offset and length are not negative");
        }
        if (length == 0) {
            return requireEmpty(sha256);
        }
        return asking(() -> opened(sha256, offset, length));
    }

    private InputStream requireEmpty(String sha256) {
        if (find(sha256).isEmpty()) {
            throw missing(sha256);
        }
        return InputStream.nullInputStream();
    }

    private InputStream opened(String sha256, long offset, long length) {
        try {
            return new ResumedStream(skipped -> rest(sha256, offset, length, skipped));
        } catch (S3Exception failure) {
            if (S3Failures.isPastEnd(failure)) {
                return InputStream.nullInputStream();
            }
            if (S3Failures.isNotFound(failure)) {
                throw missing(sha256);
            }
            throw failure;
        }
    }

    private ResponseInputStream<GetObjectResponse> rest(
            String sha256, long offset, long length, long skipped) {
        String range = S3Objects.range(offset + skipped, length - skipped);
        try {
            return objects.open(request -> request.key(keys.blob(sha256)).range(range));
        } catch (S3Exception failure) {
            if (!S3Failures.isNotFound(failure)) {
                throw failure;
            }
            return objects.open(request -> request.key(keys.leaving(sha256)).range(range));
        }
    }

    private static ClewException missing(String sha256) {
        return ClewException.notFound("there are no bytes with the SHA-256 " + sha256);
    }

    @Override
    public void each(Consumer<Blob> visitor) {
        asking(
                () -> {
                    for (S3Object object : objects.list(root.prefix())) {
                        keys.sha256(object.key())
                                .ifPresent(name -> visitor.accept(new Blob(name, object.size())));
                    }
                    return root;
                });
    }

    @Override
    public long sweep(Function<Collection<String>, Set<String>> referenced, Duration grace) {
        Instant now = clock.instant();
        return asking(
                () ->
                        new S3Sweep(objects, keys, referenced, this::isHeld, now, now.minus(grace))
                                .run());
    }

    @Override
    public BlobHold hold() {
        String key = keys.holds() + UUID.randomUUID();
        asking(
                () -> {
                    objects.put(key, RequestBody.empty(), clock.instant(), request -> request);
                    return key;
                });
        return () ->
                asking(
                        () -> {
                            objects.delete(key);
                            return key;
                        });
    }

    private boolean isHeld() {
        Instant counts = Instant.now().minus(HOLD_COUNTS);
        for (S3Object hold : objects.list(keys.holds())) {
            if (hold.lastModified().isAfter(counts)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void claim(String id, boolean mayMark) {
        String owner = asking(() -> owner(id, mayMark));
        if (owner.isEmpty()) {
            throw refuse(
                    "is not the one in which this database's artifacts are (it has no object owner):"
                            + " give all servers of a database the same place with --artifacts; when"
                            + " the old one is lost or was moved without that object, write "
                            + id
                            + " into "
                            + root.resolve("owner"));
        }
        if (!owner.equals(id)) {
            throw refuse("belongs to another Clew database; choose another place with --artifacts");
        }
    }

    /** Returns whose the place is, once it was taken if it may be; empty when it is nobody's. */
    private String owner(String id, boolean mayMark) {
        Optional<String> owner = owner();
        if (owner.isEmpty() && mayMark) {
            try {
                objects.put(
                        keys.owner(),
                        RequestBody.fromString(id),
                        clock.instant(),
                        request -> request.ifNoneMatch("*"));
            } catch (S3Exception failure) {
                if (!S3Failures.isConflict(failure)) {
                    throw failure;
                }
            }
            owner = owner();
        }
        return owner.orElse("");
    }

    private Optional<String> owner() {
        try (InputStream in = objects.open(request -> request.key(keys.owner()))) {
            byte[] id = in.readNBytes(200);
            return Optional.of(new String(id, StandardCharsets.UTF_8).strip());
        } catch (S3Exception failure) {
            if (S3Failures.isNoSuchKey(failure)) {
                return Optional.empty();
            }
            throw failure;
        } catch (IOException broken) {
            throw refuse("cannot be read: " + broken.getMessage());
        }
    }

    private ClewException refuse(String why) {
        return new ClewException(
                ErrorCode.UNAVAILABLE, "the place for artifacts " + root + " " + why);
    }

    private <T> T asking(Supplier<T> question) {
        try {
            return question.get();
        } catch (SdkException failure) {
            throw S3Failures.unavailable("artifacts cannot be read or written", root, failure);
        }
    }
}
