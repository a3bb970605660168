package io.clew.protocol.mlflow.registry;

import io.clew.model.ClewException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;

/** Refuses sources of model versions that would lead a reader to files they do not name. */
final class SourceChecks {
    /** How often escapes are looked through: more is nothing that a person would write. */
    private static final int DECODINGS_MAX = 10;

    private static final Pattern SCHEME =
            Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*):.*", Pattern.DOTALL);

    private SourceChecks() {}

    /** Returns the scheme of a source in lower case; empty for a plain path. */
    static String scheme(String source) {
        var matcher = SCHEME.matcher(source);
        // A drive letter is no scheme.
        return matcher.matches() && matcher.group(1).length() > 1
                ? matcher.group(1).toLowerCase(Locale.ROOT)
                : "";
    }

    /** Says whether a source names a file of some machine: the client's or the server's. */
    static boolean isLocal(String source) {
        String scheme = scheme(source);
        return scheme.isEmpty() || scheme.equals("file");
    }

    /**
     * Refuses a remote source that climbs out of its own path, in however many layers of escapes.
     *
     * @throws ClewException INVALID_PARAMETER
     */
    static void requireNoClimbing(String source) {
        String plain = decoded(source);
        boolean climbs =
                plain.indexOf('\0') >= 0
                        || Arrays.asList(plain.split("[/\\\\]", -1)).contains("..");
        if (climbs) {
            throw ClewException.invalid(
                    "source",
                    "Invalid model version source: '%s'. If supplying a source as an http, https, local file path, ftp, objectstore, or mlflow-artifacts uri, it must be an absolute path without '..'"
                            .formatted(source));
        }
    }

    /**
     * Refuses a local path unless it is within the folder of the run or logged model it is said to
     * come from.
     *
     * @param root where that one's files are; empty when none was named
     * @param field the parameter that names it
     * @throws ClewException INVALID_PARAMETER
     */
    static void requireWithin(String source, String root, String field) {
        boolean within =
                !root.isEmpty()
                        && isLocal(root)
                        && (path(source) + "/").startsWith(path(root) + "/");
        if (!within) {
            throw ClewException.invalid(
                    "source",
                    "Invalid model version source: '%s'. To use a local path as a model version source, %s must be given and the path must lie within its artifact directory"
                            .formatted(source, field));
        }
    }

    /**
     * Refuses a prompt's source that names a file.
     *
     * @throws ClewException INVALID_PARAMETER
     */
    static void requirePrompt(String source) {
        if (scheme(source).equals("file") || source.startsWith("/")) {
            throw ClewException.invalid(
                    "source",
                    "Invalid prompt source: '%s'. A prompt has no local path".formatted(source));
        }
        requireNoClimbing(source);
    }

    /** Returns a local path without scheme, {@code .}, {@code ..} and doubled slashes. */
    private static String path(String source) {
        String path = source.startsWith("file:") ? source.substring("file:".length()) : source;
        if (path.startsWith("//")) {
            path = path.replaceFirst("^//(localhost)?(?=/|$)", "");
        }
        return java.nio.file.Path.of(path).normalize().toString();
    }

    private static String decoded(String source) {
        String current = source;
        for (int i = 0; i < DECODINGS_MAX; i++) {
            String next;
            try {
                next = URLDecoder.decode(current, StandardCharsets.UTF_8);
            } catch (IllegalArgumentException noEscape) {
                return current;
            }
            if (next.equals(current)) {
                return current;
            }
            current = next;
        }
        return current;
    }
}
