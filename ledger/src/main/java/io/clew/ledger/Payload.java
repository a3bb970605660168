package io.clew.ledger;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/**
 * Keeps what an audit entry holds of the request that made it.
 *
 * @param form how the bytes are to be read; it is hashed with them, so that a client cannot send a
 *     body that passes for something else
 * @param bytes at most {@link #BODY_BYTES_MAX}
 */
public record Payload(Form form, byte[] bytes) {

    /** Longest body that an entry keeps whole: most requests, without filling the log with data. */
    public static final int BODY_BYTES_MAX = 64 * 1024;

    /** No request body. */
    public static final Payload NONE = new Payload(Form.NONE, new byte[0]);

    /** Says how a payload's bytes are to be read. */
    public enum Form {
        /** There was no body. */
        NONE,
        /** The body as it was accepted. */
        BODY,
        /**
         * RFC 8785 JSON with {@code sha256} and {@code size_bytes} of a body that the log does not
         * keep.
         */
        DIGEST,
        /**
         * RFC 8785 JSON with {@code sha256} of the points of {@code writes} writes: each write's
         * points after their length in four bytes, most significant first.
         */
        POINTS;

        private final String wireName = name().toLowerCase(Locale.ROOT);

        /** Returns the name in the store and in the leaf's hash: lower case. */
        public String wireName() {
            return wireName;
        }

        /** Returns the form of a stored name. */
        public static Form fromWireName(String name) {
            return valueOf(name.toUpperCase(Locale.ROOT));
        }
    }

    /** Keeps a request's body: whole when it is short enough, else its digest. */
    public static Payload of(byte[] body) {
        if (body.length <= BODY_BYTES_MAX) {
            return new Payload(Form.BODY, body);
        }
        return ofDigest(sha256(body), body.length);
    }

    /** Returns the digest of a body. */
    public static byte[] sha256(byte[] body) {
        return Sha256.digest().digest(body);
    }

    /** Keeps the digest of a body that is kept elsewhere, or nowhere. */
    public static Payload ofDigest(byte[] sha256, long sizeBytes) {
        return new Payload(
                Form.DIGEST,
                utf8(
                        "{\"sha256\":\""
                                + HexFormat.of().formatHex(sha256)
                                + "\",\"size_bytes\":"
                                + sizeBytes
                                + "}"));
    }

    /** Holds what a payload of the form DIGEST says. */
    public record Digest(byte[] sha256, long sizeBytes) {}

    private static final String HASH = "{\"sha256\":\"";

    private static final String SIZE = "\",\"size_bytes\":";

    private static final int HASH_CHARS = 2 * Sha256.BYTES;

    /** Digits of a size that fit a long whatever they are. */
    private static final int SIZE_DIGITS_MAX = 18;

    /** Returns the digest that it is; empty for other forms, and where it is not well formed. */
    public Optional<Digest> digest() {
        if (form != Form.DIGEST) {
            return Optional.empty();
        }
        String text = new String(bytes, StandardCharsets.UTF_8);
        int hash = HASH.length();
        int size = hash + HASH_CHARS + SIZE.length();
        int end = text.length() - 1;
        boolean isWellFormed =
                end > size
                        && end - size <= SIZE_DIGITS_MAX
                        && text.startsWith(HASH)
                        && are(text, hash, hash + HASH_CHARS, "0123456789abcdef")
                        && text.startsWith(SIZE, hash + HASH_CHARS)
                        && are(text, size, end, "0123456789")
                        && (text.charAt(size) != '0' || end == size + 1)
                        && text.charAt(end) == '}';
        return isWellFormed
                ? Optional.of(
                        new Digest(
                                HexFormat.of().parseHex(text, hash, hash + HASH_CHARS),
                                Long.parseLong(text.substring(size, end))))
                : Optional.empty();
    }

    private static boolean are(String text, int from, int end, String allowed) {
        for (int i = from; i < end; i++) {
            if (allowed.indexOf(text.charAt(i)) < 0) {
                return false;
            }
        }
        return true;
    }

    /** Keeps the hash of points that share an entry. */
    public static Payload ofPoints(byte[] sha256, int writes) {
        return new Payload(
                Form.POINTS,
                utf8(
                        "{\"sha256\":\""
                                + HexFormat.of().formatHex(sha256)
                                + "\",\"writes\":"
                                + writes
                                + "}"));
    }

    /** Returns the name under which the leaf hashes the bytes. */
    String hashedField() {
        return "payload/" + form.wireName();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Payload that
                && form == that.form
                && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return 31 * form.hashCode() + Arrays.hashCode(bytes);
    }
}
