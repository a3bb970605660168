package io.clew.store.blobs;

import io.clew.model.ClewException;
import io.clew.model.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Keeps bytes under their SHA-256, streamed both ways and never held whole in memory.
 *
 * <p>A blob is visible only when all of it is durable. Equal bytes are kept once. There is no
 * deletion of one blob, since another reference may need it: what nobody refers to goes by {@link
 * #sweep}.
 */
public interface BlobStore {

    /** Bytes that one reader holds in memory; larger gains nothing. */
    int READ_BYTES = 256 * 1024;

    /** Returns where the blobs are, for people: the path of a folder or a URI. */
    String place();

    /**
     * Takes bytes in and returns their name once they are durable.
     *
     * <p>A caller that wants to look at the bytes as they pass wraps the stream. When the stream
     * fails, ends early by an exception or is too long, nothing is kept.
     *
     * @param body read to its end, not closed
     * @param sizeBytesMax most bytes taken
     * @throws IOException when reading the body fails; the store is not at fault
     * @throws ClewException LIMIT_EXCEEDED when the body is longer than admitted; UNAVAILABLE when
     *     the bytes cannot be written
     */
    Blob receive(InputStream body, long sizeBytesMax) throws IOException;

    /** Returns a blob by its SHA-256; empty when it is not there. */
    Optional<Blob> find(String sha256);

    /**
     * Opens bytes of a blob for reading; the caller closes the stream.
     *
     * @param offset first byte, 0 to the blob's size
     * @param length bytes to read; fewer when the blob ends before
     * @throws ClewException NOT_FOUND when the blob is not there
     */
    InputStream open(String sha256, long offset, long length);

    /** Opens all bytes of a blob for reading; the caller closes the stream. */
    default InputStream open(String sha256) {
        return open(sha256, 0, Long.MAX_VALUE);
    }

    /**
     * Reads a blob again and says whether its bytes still are what its name says.
     *
     * @throws ClewException NOT_FOUND when the blob is not there
     */
    default boolean isIntact(String sha256) {
        MessageDigest digest = Digest.sha256();
        byte[] buffer = new byte[READ_BYTES];
        try (InputStream in = open(sha256)) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                digest.update(buffer, 0, count);
            }
        } catch (IOException e) {
            ClewException refusal =
                    new ClewException(ErrorCode.UNAVAILABLE, "an artifact cannot be read");
            refusal.initCause(e);
            throw refusal;
        }
        return HexFormat.of().formatHex(digest.digest()).equals(sha256);
    }

    /** Visits all blobs, in no order; those that come or go meanwhile may be missed. */
    void each(Consumer<Blob> visitor);

    /**
     * Removes blobs that nobody refers to, and what interrupted uploads left behind.
     *
     * @param referenced returns those of at most 500 names that some table refers to
     * @param grace how long ago a blob must have been received last: longer than any write takes
     *     from receiving its bytes to committing its reference
     * @return how many blobs were removed
     */
    long sweep(Function<Collection<String>, Set<String>> referenced, Duration grace);

    /**
     * Keeps sweeps of any server from these blobs until the hold is closed, while a backup copies
     * them: what a snapshot of the database refers to stays, although the database may refer to it
     * no more. One that was left behind counts for nothing after a week.
     *
     * @throws ClewException UNAVAILABLE when nothing can be written there
     */
    BlobHold hold();

    /**
     * Marks these blobs as one database's own, or finds them marked so: a sweep removes whatever
     * that database does not refer to, and a server with another place would miss what the others
     * received.
     *
     * @param id of the database
     * @param mayMark whether a place without a mark may be taken; when not, it is the wrong one
     * @throws ClewException UNAVAILABLE with a sentence for people when another database has it,
     *     when it has no mark and may not be taken, or when it cannot be read or written
     */
    void claim(String id, boolean mayMark);
}
