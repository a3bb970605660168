package io.clew.protocol.metaflow.content;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads content of Metaflow's datastore where it lies on this machine, by where a client says that
 * it lies and by its SHA-1.
 *
 * <p>What has another SHA-1 than the client said is as good as not there: so nobody learns anything
 * of a file whose content they do not know already.
 */
public final class Datastore {
    /** Largest packed file that is read. */
    private static final long PACKED_BYTES_MAX = 4 << 20;

    /** Largest content that is read: a {@code _graph_info} has some kilobytes. */
    private static final int CONTENT_BYTES_MAX = 16 << 20;

    /** How clients name the root of a datastore, in place of a file's own address. */
    private static final String ROOT = ":root:";

    private static final Pattern SHA = Pattern.compile("[0-9a-f]{40}");

    private Datastore() {}

    /**
     * Returns the plain value of an artifact; empty when it is elsewhere, too large, or not plain.
     */
    public static Optional<Plain> plain(String flow, String location, String dsType, String sha) {
        try {
            byte[] content = content(flow, location, dsType, sha);
            return content == null
                    ? Optional.empty()
                    : Optional.of(new Plain(PickleReader.read(content)));
        } catch (NotPlain | IOException unreadable) {
            return Optional.empty();
        }
    }

    /** Holds a plain value, which may be null. */
    public record Plain(@Nullable Object value) {}

    /** Returns how many bytes an artifact has in its datastore; empty when that is elsewhere. */
    public static OptionalLong packedSize(String flow, String location, String dsType, String sha) {
        Path file = file(flow, location, dsType, sha);
        try {
            return file == null ? OptionalLong.empty() : OptionalLong.of(Files.size(file));
        } catch (IOException unreadable) {
            return OptionalLong.empty();
        }
    }

    private static byte @Nullable [] content(
            String flow, String location, String dsType, String sha) throws IOException {
        Path file = file(flow, location, dsType, sha);
        if (file == null || Files.size(file) > PACKED_BYTES_MAX) {
            return null;
        }
        try (InputStream in =
                new GZIPInputStream(new ByteArrayInputStream(Files.readAllBytes(file)))) {
            byte[] content = in.readNBytes(CONTENT_BYTES_MAX + 1);
            return content.length <= CONTENT_BYTES_MAX && sha1(content).equals(sha)
                    ? content
                    : null;
        }
    }

    private static @Nullable Path file(String flow, String location, String dsType, String sha) {
        if (!dsType.equals("local") || !SHA.matcher(sha).matches()) {
            return null;
        }
        try {
            Path file =
                    location.startsWith(ROOT)
                            ? Path.of(location.substring(ROOT.length()))
                                    .resolve(flow)
                                    .resolve("data")
                                    .resolve(sha.substring(0, 2))
                                    .resolve(sha)
                            : Path.of(location);
            boolean named = file.isAbsolute() && file.endsWith(sha);
            return named && Files.isRegularFile(file) ? file : null;
        } catch (InvalidPathException none) {
            return null;
        }
    }

    private static String sha1(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
