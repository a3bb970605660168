package io.clew.commit.internal;

import io.clew.ledger.Leaf;
import java.security.SecureRandom;
import java.util.Arrays;

/** Hands out salts; asks the machine for many at a time. Lives on the writer thread. */
final class Salts {

    private static final int AT_ONCE = 256;

    private final SecureRandom random = new SecureRandom();
    private final byte[] drawn = new byte[AT_ONCE * Leaf.SALT_BYTES];
    private int at = drawn.length;

    byte[] next() {
        if (at == drawn.length) {
            random.nextBytes(drawn);
            at = 0;
        }
        byte[] salt = Arrays.copyOfRange(drawn, at, at + Leaf.SALT_BYTES);
        Arrays.fill(drawn, at, at + Leaf.SALT_BYTES, (byte) 0);
        at += Leaf.SALT_BYTES;
        return salt;
    }
}
