package io.clew.protocol.mlflow.artifacts;

import io.clew.http.Response;
import io.clew.model.ClewException;
import io.clew.model.ErrorCode;
import io.clew.store.blobs.Blob;
import io.clew.store.blobs.BlobStore;
import io.clew.store.blobs.PlacedFiles;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;

/**
 * Sends files as attachments, so that no browser shows one as if it were a page of Clew's own.
 *
 * <p>Source of the header's form: RFC 6266 and RFC 8187.
 */
final class Attachments {
    private static final String TOKEN_CHARS = "!#$%&'*+-.^_`|~";
    private static final String ATTR_CHARS = "!#$&+-.^_`|~";

    private Attachments() {}

    /**
     * Answers with a file's bytes, streamed.
     *
     * @throws ClewException UNAVAILABLE when its bytes are missing, which is the server's fault
     */
    static Response of(BlobStore blobs, ArtifactFile file) {
        Blob blob =
                blobs.find(file.blob().sha256())
                        .orElseThrow(
                                () ->
                                        new ClewException(
                                                ErrorCode.UNAVAILABLE,
                                                "The bytes of '%s' are not where this server keeps artifacts: is it the place that all servers share (--artifacts)?"
                                                        .formatted(file.path())));
        String name = file.path().name();
        return Response.stream(
                        200,
                        MimeTypes.of(name),
                        blob.sizeBytes(),
                        out -> {
                            try (InputStream in = blobs.open(blob.sha256())) {
                                in.transferTo(out);
                            }
                        })
                .withHeader("Content-Disposition", disposition(name))
                .withHeader("ETag", '"' + blob.sha256() + '"');
    }

    /**
     * Answers with the bytes of a file that another tool keeps, streamed.
     *
     * @param file what is at the URI
     */
    static Response of(PlacedFiles files, String uri, PlacedFiles.Entry file) {
        return Response.stream(
                        200,
                        MimeTypes.of(file.name()),
                        file.sizeBytes(),
                        out -> {
                            try (InputStream in = files.open(uri)) {
                                in.transferTo(out);
                            }
                        })
                .withHeader("Content-Disposition", disposition(file.name()));
    }

    static String disposition(String name) {
        if (name.chars().allMatch(c -> c < 0x80)) {
            return "attachment; filename=" + quoted(name);
        }
        String ascii =
                Normalizer.normalize(name, Normalizer.Form.NFKD).replaceAll("[^\\x20-\\x7E]", "");
        return "attachment; filename="
                + quoted(ascii.isEmpty() ? "download" : ascii)
                + "; filename*=UTF-8''"
                + percentEncoded(name);
    }

    private static String quoted(String ascii) {
        boolean token = ascii.chars().allMatch(c -> isOf(c, TOKEN_CHARS));
        return token ? ascii : '"' + ascii.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static String percentEncoded(String name) {
        StringBuilder out = new StringBuilder();
        for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
            if (isOf(b, ATTR_CHARS)) {
                out.append((char) b);
            } else {
                out.append("%%%02X".formatted(b & 0xFF));
            }
        }
        return out.toString();
    }

    private static boolean isOf(int c, String others) {
        return c >= 'a' && c <= 'z'
                || c >= 'A' && c <= 'Z'
                || c >= '0' && c <= '9'
                || c > 0 && others.indexOf(c) >= 0;
    }
}
