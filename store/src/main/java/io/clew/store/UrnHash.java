package io.clew.store;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * Hashes a URN for the indexes that find it: URNs may be longer than the 2.7 kB that PostgreSQL
 * indexes, and short keys make small indexes.
 */
public final class UrnHash {
    private UrnHash() {}

    /** Half of a SHA-256: two of 2^32 names collide with a chance of 2^-65. */
    private static final int SIZE_BYTES = 16;

    /** Returns the first 16 bytes of the SHA-256 of a URN's text in UTF-8. */
    public static byte[] of(String urn) {
        try {
            byte[] whole =
                    MessageDigest.getInstance("SHA-256")
                            .digest(urn.getBytes(StandardCharsets.UTF_8));
            return Arrays.copyOf(whole, SIZE_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
