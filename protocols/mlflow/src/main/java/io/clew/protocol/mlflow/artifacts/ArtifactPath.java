package io.clew.protocol.mlflow.artifacts;

import io.clew.model.ClewException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Names a file or folder below the artifact proxy's root, or below a run's own folder.
 *
 * <p>It is only ever a key of rows, never a path of this machine; still nothing is accepted that
 * would be another place if somebody used it as one: no {@code ..}, no absolute path, backslash,
 * drive letter, control character, {@code #} or {@code file:} URI, in however many layers of
 * percent-escapes.
 *
 * @param segments the parts between slashes; none for the root itself
 */
public record ArtifactPath(List<String> segments) {
    /** The root itself. */
    public static final ArtifactPath ROOT = new ArtifactPath(List.of());

    /** Largest UTF-8 size: PostgreSQL indexes no more than 2.7 kB, and S3 keys have 1 kB. */
    public static final int SIZE_BYTES_MAX = 2048;

    private static final int SEGMENTS_MAX = 100;

    /** How many layers of escapes are looked through, as in MLflow; more is refused. */
    private static final int DECODINGS_MAX = 10;

    private static final Pattern DRIVE = Pattern.compile("[A-Za-z]:");

    public ArtifactPath {
        segments = List.copyOf(segments);
    }

    /**
     * Reads a path as a client sent it, with the escapes of its URL already decoded once.
     *
     * <p>As in MLflow all further escapes are decoded too, since its clients do that to the names
     * that they are shown. {@code .} and doubled slashes are left out.
     *
     * @throws ClewException INVALID_PARAMETER with the message that MLflow's clients know
     */
    public static ArtifactPath parse(String sent) {
        String current = checked(sent);
        for (int i = 0; i < DECODINGS_MAX; i++) {
            String next = checked(decoded(current));
            if (next.equals(current)) {
                return of(current);
            }
            current = next;
        }
        throw invalid();
    }

    private static ArtifactPath of(String path) {
        List<String> segments = new ArrayList<>();
        for (String segment : path.split("/")) {
            if (!segment.isEmpty() && !segment.equals(".")) {
                segments.add(segment);
            }
        }
        if (segments.size() > SEGMENTS_MAX) {
            throw invalid();
        }
        return new ArtifactPath(segments);
    }

    /** Returns the path of something below this one. */
    public ArtifactPath resolve(ArtifactPath below) {
        List<String> all = new ArrayList<>(segments);
        all.addAll(below.segments);
        ArtifactPath path = new ArtifactPath(all);
        checkedSize(path.toString());
        return path;
    }

    /** Returns the folder that this is in; the root for what is directly below it. */
    public ArtifactPath parent() {
        return new ArtifactPath(segments.subList(0, Math.max(0, segments.size() - 1)));
    }

    public boolean isRoot() {
        return segments.isEmpty();
    }

    /** Returns the last part; empty for the root. */
    public String name() {
        return segments.isEmpty() ? "" : segments.getLast();
    }

    @Override
    public String toString() {
        return String.join("/", segments);
    }

    private static String checked(String path) {
        boolean bad =
                path.startsWith("/")
                        || path.startsWith("file:")
                        || path.chars()
                                .anyMatch(c -> c < 0x20 || c == 0x7F || c == '\\' || c == '#')
                        || DRIVE.matcher(path).lookingAt();
        if (bad) {
            throw invalid();
        }
        for (String segment : path.split("/")) {
            if (segment.equals("..") || DRIVE.matcher(segment).matches()) {
                throw invalid();
            }
        }
        return checkedSize(path);
    }

    private static String checkedSize(String path) {
        if (path.length() > SIZE_BYTES_MAX
                || path.getBytes(StandardCharsets.UTF_8).length > SIZE_BYTES_MAX) {
            throw invalid();
        }
        return path;
    }

    /** Decodes the escapes that are well-formed and leaves the rest, as Python's unquote does. */
    private static String decoded(String path) {
        if (path.indexOf('%') < 0) {
            return path;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(path.length());
        for (int i = 0; i < path.length(); ) {
            int octet = octet(path, i);
            if (octet >= 0) {
                bytes.write(octet);
                i += 3;
            } else {
                int c = path.codePointAt(i);
                bytes.writeBytes(Character.toString(c).getBytes(StandardCharsets.UTF_8));
                i += Character.charCount(c);
            }
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
        } catch (CharacterCodingException noUtf8) {
            throw invalid();
        }
    }

    private static int octet(String path, int at) {
        if (path.charAt(at) != '%' || at + 2 >= path.length()) {
            return -1;
        }
        int high = Character.digit(path.charAt(at + 1), 16);
        int low = Character.digit(path.charAt(at + 2), 16);
        return high < 0 || low < 0 ? -1 : high << 4 | low;
    }

    private static ClewException invalid() {
        return ClewException.invalid("path", "Invalid path");
    }
}
