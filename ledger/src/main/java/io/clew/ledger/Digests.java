package io.clew.ledger;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;

/** Holds the salted hashes of an entry's four bodies, one after the other. */
final class Digests {

    /** The bodies in their order here and in the leaf: that of the alphabet. */
    static final int FACTS = 0;

    static final int PAYLOAD = 1;
    static final int PRINCIPAL = 2;
    static final int SUBJECTS = 3;

    /** What each is called in the leaf. */
    static final String[] NAMES = {"facts", "payload", "principal", "subjects"};

    /** Bytes of all. */
    static final int BYTES = NAMES.length * Sha256.BYTES;

    private final byte[] bytes;

    private Digests(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Hashes the bodies of an entry with its salt. */
    static Digests of(byte[] salt, Leaf.Bodies bodies) {
        byte[] all = new byte[BYTES];
        MessageDigest digest = Sha256.digest();
        put(digest, all, FACTS, salt, NAMES[FACTS], bodies.facts());
        put(digest, all, PAYLOAD, salt, bodies.payload().hashedField(), bodies.payload().bytes());
        put(digest, all, PRINCIPAL, salt, NAMES[PRINCIPAL], utf8(bodies.principal()));
        put(digest, all, SUBJECTS, salt, NAMES[SUBJECTS], utf8(bodies.subjects()));
        return new Digests(all);
    }

    /** Takes what {@link #copyTo} wrote. */
    static Digests read(byte[] from, int offset) {
        return new Digests(Arrays.copyOfRange(from, offset, offset + BYTES));
    }

    /** Takes the hex texts of a leaf, in the order of {@link #NAMES}. */
    static Digests ofHex(String hex) {
        return new Digests(HexFormat.of().parseHex(hex));
    }

    void copyTo(byte[] to, int offset) {
        System.arraycopy(bytes, 0, to, offset, BYTES);
    }

    String hex(int body) {
        return HexFormat.of().formatHex(bytes, body * Sha256.BYTES, (body + 1) * Sha256.BYTES);
    }

    /** Hashes one body; a digest that was taken begins anew. */
    private static void put(
            MessageDigest digest, byte[] all, int body, byte[] salt, String field, byte[] content) {
        digest.update(salt);
        digest.update(utf8(field));
        digest.update((byte) 0);
        System.arraycopy(digest.digest(content), 0, all, body * Sha256.BYTES, Sha256.BYTES);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
