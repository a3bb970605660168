package io.clew.ledger;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Keeps a leaf in 160 bytes: its hash, and the hashes of the entry's bodies. All else that it says
 * stands in the entry beside it, so that the text can be made again, and the hash says whether it
 * is the same.
 *
 * <p>The hash is that of a leaf of a Merkle tree, RFC 6962 section 2.1: SHA-256 over a zero byte
 * and the leaf's text.
 */
public final class PackedLeaf {

    /** Bytes of a packed leaf. */
    public static final int BYTES = Sha256.BYTES + Digests.BYTES;

    private static final Pattern HASH =
            Pattern.compile("\"(facts|payload|principal|subjects)\":\"([0-9a-f]{64})\"");

    private final byte[] hash;
    private final Digests digests;

    private PackedLeaf(byte[] hash, Digests digests) {
        this.hash = hash;
        this.digests = digests;
    }

    /** Makes the leaf of an entry. */
    public static PackedLeaf of(Leaf.Head head, byte[] salt, Leaf.Bodies bodies) {
        Digests digests = Digests.of(salt, bodies);
        return new PackedLeaf(hash(Leaf.text(head, digests)), digests);
    }

    /**
     * Reads what {@link #bytes} wrote.
     *
     * @throws IllegalArgumentException when it has another length
     */
    public static PackedLeaf of(byte[] packed) {
        if (packed.length != BYTES) {
            throw new IllegalArgumentException("a packed leaf has " + BYTES + " bytes");
        }
        return new PackedLeaf(
                Arrays.copyOf(packed, Sha256.BYTES), Digests.read(packed, Sha256.BYTES));
    }

    /**
     * Packs a leaf that was kept as text, as the first versions did.
     *
     * @throws IllegalArgumentException when it is not the text of a leaf
     */
    public static PackedLeaf ofText(String leaf) {
        StringBuilder hex = new StringBuilder(2 * Digests.BYTES);
        Matcher matcher = HASH.matcher(leaf);
        for (String name : Digests.NAMES) {
            if (!matcher.find() || !matcher.group(1).equals(name)) {
                throw new IllegalArgumentException("no leaf: its hash of " + name + " is missing");
            }
            hex.append(matcher.group(2));
        }
        return new PackedLeaf(hash(leaf), Digests.ofHex(hex.toString()));
    }

    /** Returns the 160 bytes. */
    public byte[] bytes() {
        byte[] packed = Arrays.copyOf(hash, BYTES);
        digests.copyTo(packed, Sha256.BYTES);
        return packed;
    }

    /** Returns the leaf's text, given the entry that it is of. */
    public String text(Leaf.Head head) {
        return Leaf.text(head, digests);
    }

    /** Returns the leaf's hash in hex. */
    public String hashInHex() {
        return HexFormat.of().formatHex(hash);
    }

    /** Says whether it is the leaf of such an entry, whatever its bodies. */
    public boolean isOf(Leaf.Head head) {
        return Arrays.equals(hash, hash(text(head)));
    }

    /** Returns the names of the bodies of which another leaf has other hashes. */
    public List<String> otherBodies(PackedLeaf other) {
        List<String> names = new ArrayList<>();
        for (int body = 0; body < Digests.NAMES.length; body++) {
            if (!digests.hex(body).equals(other.digests.hex(body))) {
                names.add(Digests.NAMES[body]);
            }
        }
        return names;
    }

    private static byte[] hash(String text) {
        MessageDigest digest = Sha256.digest();
        digest.update((byte) 0);
        return digest.digest(text.getBytes(StandardCharsets.UTF_8));
    }
}
