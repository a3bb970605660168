package io.clew.server.backup;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.LongConsumer;

/** Copies bytes and says what they were. */
final class Digests {
    private Digests() {}

    private static final int BUFFER_BYTES = 256 * 1024;

    /**
     * Copies a stream to its end and returns the SHA-256 of its bytes in hex.
     *
     * @param copied learns how many bytes more were copied
     */
    static String copy(InputStream in, OutputStream out, LongConsumer copied) throws IOException {
        MessageDigest digest = sha256();
        byte[] buffer = new byte[BUFFER_BYTES];
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            digest.update(buffer, 0, count);
            out.write(buffer, 0, count);
            copied.accept(count);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
