package io.clew.store.blobs;

import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Reads files where another tool put them, by their URI: those of an older server's runs, for one.
 *
 * <p>Nothing is written there, and only what lies in a place that a setting allows is read: whoever
 * may name a URI would else read with this server's credentials.
 */
public interface PlacedFiles {

    /** Reads nothing anywhere. */
    PlacedFiles NONE = of(List.of());

    /** Reads files in any of several places; what lies in none is FORBIDDEN. */
    static PlacedFiles of(List<PlacedFiles> places) {
        return new PlacesOfFiles(places);
    }

    /** Returns the URI of something below a folder: of a file: URI the escapes are made. */
    static String within(String folderUri, String path) {
        String folder = folderUri;
        while (folder.endsWith("/")) {
            folder = folder.substring(0, folder.length() - 1);
        }
        if (path.isEmpty()) {
            return folder;
        }
        try {
            return folder
                    + (folder.startsWith("file:")
                            ? new URI(null, null, "/" + path, null).getRawPath()
                            : "/" + path);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e); // any text can be a path
        }
    }

    /**
     * Names what is in a folder.
     *
     * @param name within the folder, without slashes
     * @param folder whether it is one
     * @param sizeBytes of a file; 0 for a folder
     */
    record Entry(String name, boolean folder, long sizeBytes) {
        /** Returns its place in a list: by the bytes of its name, a folder's with a slash. */
        public String position() {
            return folder ? name + "/" : name;
        }
    }

    /** The order of lists, which is that of S3. */
    Comparator<Entry> ORDER =
            (one, other) ->
                    Arrays.compareUnsigned(
                            one.position().getBytes(StandardCharsets.UTF_8),
                            other.position().getBytes(StandardCharsets.UTF_8));

    /** Says whether a URI lies in a place that may be read, whatever is there. */
    boolean reads(String uri);

    /**
     * Says what a URI names; empty when nothing is there.
     *
     * @throws io.clew.model.ClewException FORBIDDEN when it may not be read; UNAVAILABLE when it
     *     cannot be now; INVALID_PARAMETER when the URI is malformed
     */
    Optional<Entry> find(String uri);

    /**
     * Lists what is directly in a folder, in {@link #ORDER}; nothing when there is no such folder.
     *
     * @param after the position of the last one already seen; empty for the first page
     * @param limit most returned, from 1; fewer than that means the end
     * @throws io.clew.model.ClewException as of {@link #find}
     */
    List<Entry> list(String folderUri, String after, int limit);

    /**
     * Opens all bytes of a file; the caller closes the stream.
     *
     * @throws io.clew.model.ClewException NOT_FOUND when it is not there; else as of {@link #find}
     */
    InputStream open(String uri);
}
