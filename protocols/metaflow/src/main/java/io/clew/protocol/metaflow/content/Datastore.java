package io.clew.protocol.metaflow.content;

import io.clew.model.ClewException;
import io.clew.store.blobs.PlacedFiles;
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
 * Reads content of Metaflow's datastore where it lies on this machine, or in a place of S3 that a
 * setting allows, by where a client says that it lies and by its SHA-1.
 *
 * <p>What has another SHA-1 than the client said is as good as not there: so nobody learns anything
 * of a file whose content they do not know already.
 */
public final class Datastore {
    /** Largest packed file that is read. */
    private static final int PACKED_BYTES_MAX = 4 << 20;

    /** Largest content that is read: a {@code _graph_info} has some kilobytes. */
    private static final int CONTENT_BYTES_MAX = 16 << 20;

    /** How clients name the root of a datastore, in place of a file's own address. */
    private static final String ROOT = ":root:";

    private static final Pattern SHA = Pattern.compile("[0-9a-f]{40}");

    private final PlacedFiles inPlace;

    /**
     * Makes a reader.
     *
     * @param inPlace the places in S3 that it may read
     */
    public Datastore(PlacedFiles inPlace) {
        this.inPlace = inPlace;
    }

    /**
     * Returns the plain value of an artifact; empty when it is elsewhere, too large, not plain, or
     * S3 does not give it now.
     */
    public Optional<Plain> plain(String flow, String location, String dsType, String sha) {
        try {
            byte[] content = content(flow, location, dsType, sha);
            return content == null
                    ? Optional.empty()
                    : Optional.of(new Plain(PickleReader.read(content)));
        } catch (NotPlain | IOException | ClewException unreadable) {
            return Optional.empty();
        }
    }

    /** Holds a plain value, which may be null. */
    public record Plain(@Nullable Object value) {}

    /**
     * Returns how many bytes an artifact has on this machine; empty when it is elsewhere: to ask S3
     * for each would take longer than the write.
     */
    public static OptionalLong packedSize(String flow, String location, String dsType, String sha) {
        Path file = file(flow, location, dsType, sha);
        try {
            return file == null ? OptionalLong.empty() : OptionalLong.of(Files.size(file));
        } catch (IOException unreadable) {
            return OptionalLong.empty();
        }
    }

    private byte @Nullable [] content(String flow, String location, String dsType, String sha)
            throws IOException {
        byte[] packed = packed(flow, location, dsType, sha);
        if (packed == null || packed.length > PACKED_BYTES_MAX) {
            return null;
        }
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            byte[] content = in.readNBytes(CONTENT_BYTES_MAX + 1);
            return content.length <= CONTENT_BYTES_MAX && sha1(content).equals(sha)
                    ? content
                    : null;
        }
    }

    /** Returns at most one byte more than is read; null when it is in no place that is read. */
    private byte @Nullable [] packed(String flow, String location, String dsType, String sha)
            throws IOException {
        Path file = file(flow, location, dsType, sha);
        if (file != null) {
            try (InputStream in = Files.newInputStream(file)) {
                return in.readNBytes(PACKED_BYTES_MAX + 1);
            }
        }
        String uri = uri(flow, location, dsType, sha);
        if (uri == null) {
            return null;
        }
        try (InputStream in = inPlace.open(uri)) {
            return in.readNBytes(PACKED_BYTES_MAX + 1);
        }
    }

    private @Nullable String uri(String flow, String location, String dsType, String sha) {
        if (!dsType.equals("s3") || !SHA.matcher(sha).matches()) {
            return null;
        }
        String uri =
                location.startsWith(ROOT)
                        ? PlacedFiles.within(
                                location.substring(ROOT.length()),
                                "%s/data/%s/%s".formatted(flow, sha.substring(0, 2), sha))
                        : location;
        return uri.startsWith("s3") && uri.endsWith("/" + sha) && inPlace.reads(uri) ? uri : null;
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
