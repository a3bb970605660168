package io.clew.ledger;

import io.clew.model.InstantText;
import java.io.IOException;
import java.time.Instant;
import org.erdtman.jcs.JsonCanonicalizer;

/**
 * Makes the leaf of an audit entry: what the Merkle tree over the log is built from.
 *
 * <p>Form, version 1: RFC 8785 JSON with {@code facts}, {@code operation}, {@code payload}, {@code
 * position}, {@code principal}, {@code protocol}, {@code subjects}, {@code time}, {@code v} and
 * {@code workspace}. The four bodies appear as SHA-256 over salt, the field's name, a zero byte and
 * the body, in hex: one salt an entry, and no body can stand in for another. The name of a
 * payload's field says its form too: see {@link Payload}.
 */
public final class Leaf {
    private Leaf() {}

    /** Bytes of salt of an entry: enough that a short body cannot be guessed from its hash. */
    public static final int SALT_BYTES = 16;

    /**
     * Holds what an entry's leaf hashes.
     *
     * @param principal who made the write: the agent's URN
     * @param subjects JSON array of the URNs it is about
     * @param facts RFC 8785 JSON array of its facts
     */
    public record Bodies(String principal, String subjects, byte[] facts, Payload payload) {}

    /** Says what an entry is, in the parts of its leaf that stand there in clear. */
    public record Head(
            long position, String workspace, Instant time, String protocol, String operation) {}

    /** Returns the leaf's text. */
    static String text(Head head, Digests digests) {
        return "{\"facts\":\""
                + digests.hex(Digests.FACTS)
                + "\",\"operation\":"
                + quote(head.operation())
                + ",\"payload\":\""
                + digests.hex(Digests.PAYLOAD)
                + "\",\"position\":"
                + head.position()
                + ",\"principal\":\""
                + digests.hex(Digests.PRINCIPAL)
                + "\",\"protocol\":"
                + quote(head.protocol())
                + ",\"subjects\":\""
                + digests.hex(Digests.SUBJECTS)
                + "\",\"time\":\""
                + InstantText.of(head.time())
                + "\",\"v\":1,\"workspace\":"
                + quote(head.workspace())
                + "}";
    }

    /**
     * Brings JSON into the canonical form of RFC 8785.
     *
     * @throws IllegalArgumentException when the text is not JSON
     */
    public static byte[] canonical(byte[] json) {
        try {
            return new JsonCanonicalizer(json).getEncodedUTF8();
        } catch (IOException e) {
            throw new IllegalArgumentException("not JSON: " + e.getMessage(), e);
        }
    }

    private static String quote(String text) {
        StringBuilder out = new StringBuilder(text.length() + 2);
        CanonicalJson.appendText(out, text);
        return out.toString();
    }
}
