package io.clew.store.blobs;

import io.clew.model.ClewException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.regex.Pattern;

/** Makes and checks the digests that blobs are named by. */
public final class Digest {
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    private Digest() {}

    /** Begins a SHA-256. */
    public static MessageDigest sha256() {
        return of("SHA-256");
    }

    /** Begins a digest that every JDK has. */
    public static MessageDigest of(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Says whether a text is a SHA-256 in 64 lower-case hex digits. */
    public static boolean isSha256(String name) {
        return SHA256.matcher(name).matches();
    }

    /**
     * Returns the name of a blob, so that nothing else ever becomes a path or a key.
     *
     * @throws ClewException INVALID_PARAMETER when it is no SHA-256
     */
    public static String checked(String sha256) {
        if (!isSha256(sha256)) {
            throw ClewException.invalid(
                    "sha256", "a SHA-256 is 64 lower-case hex digits, not '" + sha256 + "'");
        }
        return sha256;
    }
}
