package io.clew.protocol.mlflow.artifacts;

import io.clew.protocol.mlflow.rows.Scope;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Names all files of a folder by one digest.
 *
 * <p>The digest is the SHA-256 of one line for each file: its path below the folder, a NUL, its
 * SHA-256 in lower-case hex and a line feed, in UTF-8; lines are sorted by their bytes. So equal
 * folders have equal digests wherever they are, and anybody can compute it with standard tools.
 *
 * @param sha256 the digest in lower-case hex
 * @param sizeBytes bytes of all files together
 * @param files how many there are
 */
record Manifest(String sha256, long sizeBytes, int files) {

    /** Makes the manifest of a folder as it is now. */
    static Manifest of(Scope scope, ArtifactPath folder) {
        MessageDigest digest = sha256Digest();
        long[] size = new long[1];
        int[] files = new int[1];
        int skip = folder.toString().length() + 1;
        ArtifactRows.eachFileBelow(
                scope,
                folder,
                file -> {
                    String path = file.path().toString().substring(skip);
                    String line = path + '\0' + file.blob().sha256() + '\n';
                    digest.update(line.getBytes(StandardCharsets.UTF_8));
                    size[0] += file.blob().sizeBytes();
                    files[0]++;
                });
        return new Manifest(HexFormat.of().formatHex(digest.digest()), size[0], files[0]);
    }

    private static MessageDigest sha256Digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
