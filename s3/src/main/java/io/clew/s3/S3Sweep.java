package io.clew.s3;

import io.clew.store.blobs.Digest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Removes blobs that nobody refers to in two steps, since S3 cannot delete an object on the
 * condition that it was not put again: a first sweep moves a blob to {@code leaving/}, where it can
 * still be read; one after another grace deletes it, or puts it back when it was received in the
 * moment of moving and is referred to now.
 */
final class S3Sweep {
    /** Names that one question to the tables carries: what an SQL list takes. */
    private static final int BATCH = 500;

    private final S3Objects objects;
    private final S3Keys keys;
    private final Function<Collection<String>, Set<String>> referenced;
    private final BooleanSupplier held;
    private final Instant now;
    private final Instant before;

    S3Sweep(
            S3Objects objects,
            S3Keys keys,
            Function<Collection<String>, Set<String>> referenced,
            BooleanSupplier held,
            Instant now,
            Instant before) {
        this.objects = objects;
        this.keys = keys;
        this.referenced = referenced;
        this.held = held;
        this.now = now;
        this.before = before;
    }

    /** Returns how many blobs were moved out of sight. */
    long run() {
        removeInterrupted();
        settle();
        return leave();
    }

    private void removeInterrupted() {
        for (MultipartUpload upload : objects.uploads(keys.incoming())) {
            if (upload.initiated().isBefore(before)) {
                objects.abort(upload.key(), upload.uploadId());
            }
        }
        for (S3Object object : objects.list(keys.incoming())) {
            if (isOld(object)) {
                objects.delete(object.key());
            }
        }
    }

    /** Ends the leaving of what left at least a grace ago. */
    private void settle() {
        eachBatch(
                keys.leaving(),
                (batch, kept) -> {
                    for (S3Object object : batch) {
                        if (isOld(object)) {
                            settle(object, kept.contains(name(object)));
                        }
                    }
                });
    }

    private void settle(S3Object object, boolean isKept) {
        String blob = keys.blob(name(object));
        if (isKept && objects.head(blob).isEmpty()) {
            objects.copy(object.key(), object.size(), blob, now);
        }
        objects.delete(object.key());
    }

    private long leave() {
        long[] left = new long[1];
        eachBatch(
                keys.root().prefix(),
                (batch, kept) -> {
                    for (S3Object object : batch) {
                        if (!kept.contains(name(object)) && isOld(object)) {
                            String leaving = keys.leaving(name(object));
                            objects.copy(object.key(), object.size(), leaving, now);
                            objects.delete(object.key());
                            left[0]++;
                        }
                    }
                });
        return left[0];
    }

    /** Visits what is old by S3's clock below a prefix, in lists as long as a question takes. */
    private void eachBatch(String prefix, BiConsumer<List<S3Object>, Set<String>> visitor) {
        List<S3Object> batch = new ArrayList<>();
        for (S3Object object : objects.list(prefix)) {
            if (isBlob(object.key()) == prefix.equals(keys.root().prefix())
                    && Digest.isSha256(name(object))
                    && object.lastModified().isBefore(before)) {
                batch.add(object);
                if (batch.size() == BATCH) {
                    if (!visit(batch, visitor)) {
                        return;
                    }
                    batch.clear();
                }
            }
        }
        if (!batch.isEmpty()) {
            visit(batch, visitor);
        }
    }

    private boolean visit(List<S3Object> batch, BiConsumer<List<S3Object>, Set<String>> visitor) {
        Set<String> kept = referenced.apply(batch.stream().map(S3Sweep::name).toList());
        // Looked at after the tables: a hold from now on sees what they say now.
        if (held.getAsBoolean()) {
            return false;
        }
        visitor.accept(batch, kept);
        return true;
    }

    private boolean isBlob(String key) {
        return keys.sha256(key).isPresent();
    }

    /** Asks by the clock of who received it, which the list does not tell. */
    private boolean isOld(S3Object object) {
        return object.lastModified().isBefore(before)
                && objects.head(object.key())
                        .filter(found -> S3Objects.received(found).isBefore(before))
                        .isPresent();
    }

    private static String name(S3Object object) {
        return object.key().substring(object.key().lastIndexOf('/') + 1);
    }
}
