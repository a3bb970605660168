package io.clew.ledger;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Makes SHA-256 digests, which every Java has. */
final class Sha256 {
    private Sha256() {}

    /** Bytes of a digest. */
    static final int BYTES = 32;

    static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
