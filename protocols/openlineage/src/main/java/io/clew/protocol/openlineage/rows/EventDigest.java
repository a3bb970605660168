package io.clew.protocol.openlineage.rows;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Tells an event from all others by its bytes.
 *
 * @param sha256 of the event as it came: what its audit entry holds of it
 */
public record EventDigest(byte[] sha256) {

    /** Computes the digest of an event. */
    public static EventDigest of(byte[] json) {
        try {
            return new EventDigest(MessageDigest.getInstance("SHA-256").digest(json));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    /** Returns a short hash by which a run knows a repeated event again. */
    public long hash() {
        return ByteBuffer.wrap(sha256).getLong();
    }
}
