package io.clew.s3;

import io.clew.model.ClewException;
import io.clew.model.ErrorCode;
import io.clew.store.blobs.BlobStore;
import io.clew.store.blobs.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import software.amazon.awssdk.core.sync.RequestBody;

/**
 * Holds the bytes of one part of an upload in a temporary file, so that S3 can be sent them again
 * and none of them are in memory.
 *
 * @param file removed when this is closed
 * @param sizeBytes of the part
 * @param md5 in Base64, which S3 verifies
 */
record SpooledPart(Path file, long sizeBytes, String md5) implements AutoCloseable {
    /**
     * Reads a part from a stream.
     *
     * @param all learns of each byte, as the digest of the whole
     * @param sizeBytesMax most bytes read; fewer when the stream ends
     * @throws IOException when reading the stream fails
     * @throws ClewException UNAVAILABLE when the temporary folder cannot take it
     */
    static SpooledPart read(InputStream in, MessageDigest all, long sizeBytesMax)
            throws IOException {
        MessageDigest md5 = Digest.of("MD5");
        byte[] buffer = new byte[BlobStore.READ_BYTES];
        long size = 0;
        Path file = create();
        boolean whole = false;
        try (OutputStream out = Files.newOutputStream(file)) {
            while (size < sizeBytesMax) {
                int count =
                        in.readNBytes(
                                buffer, 0, (int) Math.min(buffer.length, sizeBytesMax - size));
                if (count == 0) {
                    break;
                }
                all.update(buffer, 0, count);
                md5.update(buffer, 0, count);
                write(out, buffer, count);
                size += count;
            }
            whole = true;
        } finally {
            if (!whole) {
                Files.deleteIfExists(file);
            }
        }
        return new SpooledPart(file, size, Base64.getEncoder().encodeToString(md5.digest()));
    }

    private static Path create() {
        try {
            return Files.createTempFile("clew-upload-", ".part");
        } catch (IOException e) {
            throw full(e);
        }
    }

    private static void write(OutputStream out, byte[] buffer, int count) {
        try {
            out.write(buffer, 0, count);
        } catch (IOException e) {
            throw full(e);
        }
    }

    private static ClewException full(IOException cause) {
        ClewException refusal =
                new ClewException(
                        ErrorCode.UNAVAILABLE,
                        "an upload cannot be written to the temporary folder of the server");
        refusal.initCause(cause);
        return refusal;
    }

    RequestBody body() {
        return RequestBody.fromFile(file);
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(file);
    }
}
