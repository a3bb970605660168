package io.clew.s3;

import io.clew.model.ClewException;
import io.clew.model.ErrorCode;
import io.clew.store.blobs.Blob;
import io.clew.store.blobs.Digest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.SequenceInputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/**
 * Takes the bytes of one blob in. What is shorter than a part is put under its name at once; more
 * goes in parts to a key in {@code incoming/}, since its name is known only at its end, and S3
 * copies it from there. One part is sent while the next arrives.
 */
final class S3Upload {
    private static final Logger LOG = LoggerFactory.getLogger(S3Upload.class);

    /** Bodies shorter than this are never written to a temporary file. */
    private static final int IN_MEMORY_BYTES_MAX = 1 << 20;

    /**
     * Parts of one size before they double: S3 takes 10,000 parts, and 5 TiB must fit into them.
     */
    private static final int PARTS_OF_A_SIZE = 1_000;

    /** Largest part; with it the last 3,000 parts take 5.8 TiB. */
    private static final long PART_BYTES_MAX = 2L << 30;

    private final S3Objects objects;
    private final S3Keys keys;
    private final Instant now;
    private final long firstPartBytes;
    private final long sizeBytesMax;
    private final MessageDigest digest = Digest.sha256();
    private long size;

    S3Upload(S3Objects objects, S3Keys keys, Instant now, long partBytes, long sizeBytesMax) {
        this.objects = objects;
        this.keys = keys;
        this.now = now;
        this.firstPartBytes = partBytes;
        this.sizeBytesMax = sizeBytesMax;
    }

    /**
     * Reads the bytes to their end and keeps them.
     *
     * @throws IOException when reading them fails
     * @throws ClewException LIMIT_EXCEEDED; UNAVAILABLE when the temporary folder is full
     * @throws SdkException when S3 does not take them
     */
    Blob receive(InputStream body) throws IOException {
        byte[] head = body.readNBytes(IN_MEMORY_BYTES_MAX);
        if (head.length < IN_MEMORY_BYTES_MAX) {
            count(head.length);
            digest.update(head);
            byte[] md5 = Digest.of("MD5").digest(head);
            return put(RequestBody.fromBytes(head), Base64.getEncoder().encodeToString(md5));
        }
        InputStream all = new SequenceInputStream(new ByteArrayInputStream(head), body);
        SpooledPart first = read(all, firstPartBytes);
        if (first.sizeBytes() < firstPartBytes) {
            try (first) {
                return put(first.body(), first.md5());
            }
        }
        return inParts(first, all);
    }

    private SpooledPart read(InputStream body, long partBytes) throws IOException {
        long left = sizeBytesMax - size; // one byte more is read, which tells that it is too long
        SpooledPart part = SpooledPart.read(body, digest, left < partBytes ? left + 1 : partBytes);
        try {
            count(part.sizeBytes());
            return part;
        } catch (ClewException tooLong) {
            part.close();
            throw tooLong;
        }
    }

    private void count(long bytes) {
        size += bytes;
        if (size > sizeBytesMax) {
            throw new ClewException(
                    ErrorCode.LIMIT_EXCEEDED, "the body is longer than " + sizeBytesMax + " bytes");
        }
    }

    private Blob put(RequestBody body, String md5) {
        Blob blob = blob();
        objects.put(keys.blob(blob.sha256()), body, now, request -> request.contentMD5(md5));
        return blob;
    }

    private Blob blob() {
        return new Blob(HexFormat.of().formatHex(digest.digest()), size);
    }

    private Blob inParts(SpooledPart first, InputStream rest) throws IOException {
        String key = keys.newIncoming();
        String upload = begin(first, key);
        List<CompletedPart> parts;
        try {
            parts = send(key, upload, first, rest);
            objects.complete(key, upload, parts);
        } catch (IOException | RuntimeException failure) {
            quietly(() -> objects.abort(key, upload));
            throw failure;
        }
        try {
            Blob blob = blob();
            objects.copy(key, blob.sizeBytes(), keys.blob(blob.sha256()), now);
            return blob;
        } finally {
            quietly(() -> objects.delete(key));
        }
    }

    private String begin(SpooledPart first, String key) throws IOException {
        try {
            return objects.begin(key, now);
        } catch (RuntimeException failure) {
            first.close();
            throw failure;
        }
    }

    private List<CompletedPart> send(String key, String upload, SpooledPart first, InputStream rest)
            throws IOException {
        List<CompletedPart> parts = new ArrayList<>();
        try (ExecutorService sender = Executors.newVirtualThreadPerTaskExecutor()) {
            SpooledPart part = first;
            while (part.sizeBytes() > 0) {
                SpooledPart sending = part;
                int number = parts.size() + 1;
                Future<CompletedPart> sent =
                        sender.submit(() -> send(key, upload, number, sending));
                part = read(rest, partBytes(number + 1));
                try {
                    parts.add(await(sent));
                } catch (IOException | RuntimeException failure) {
                    part.close();
                    throw failure;
                }
            }
            part.close();
        }
        return parts;
    }

    private CompletedPart send(String key, String upload, int number, SpooledPart part)
            throws IOException {
        try (part) {
            return objects.putPart(key, upload, number, part.body(), part.md5());
        }
    }

    /** Returns the size of a part by its number, from 1. */
    private long partBytes(int number) {
        int doublings = (number - 1) / PARTS_OF_A_SIZE;
        return Math.min(PART_BYTES_MAX, firstPartBytes << doublings);
    }

    private static CompletedPart await(Future<CompletedPart> sent) throws IOException {
        try {
            return sent.get();
        } catch (ExecutionException failure) {
            throw failure.getCause() instanceof RuntimeException refusal
                    ? refusal
                    : new IllegalStateException(failure.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the upload was interrupted");
        }
    }

    private static void quietly(Runnable cleaning) {
        try {
            cleaning.run();
        } catch (SdkException failure) {
            LOG.warn(
                    "a finished or cut-off upload could not be removed; the next sweep will: {}",
                    failure.getMessage());
        }
    }
}
