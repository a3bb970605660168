package io.clew.protocol.mlflow.wire;

import io.clew.model.ClewException;
import java.util.ArrayList;
import java.util.List;

/** Checks names, lengths and page sizes as MLflow does, and says what is wrong in its words. */
public final class Checks {
    private Checks() {}

    /**
     * Checks the name of a param, metric or tag.
     *
     * @param path where it came from, such as {@code params[2].key}
     * @throws ClewException INVALID_PARAMETER when it is too long, holds a character that MLflow
     *     does not allow, or would be another name when it is used as a file's path
     */
    public static String key(String path, String name) {
        if (!name.codePoints().allMatch(Checks::isOfKey)) {
            throw invalid(
                    path,
                    name,
                    "Names may only contain alphanumerics, underscores (_), dashes (-), periods (.),"
                            + " spaces ( ), colon(:) and slashes (/).");
        }
        String normal = normalPath(name);
        if (!normal.equals(name)
                || name.equals(".")
                || name.startsWith("..")
                || name.startsWith("/")) {
            throw invalid(
                    path,
                    name,
                    "Names may be treated as files in certain cases, and must not resolve to other"
                            + " names when treated as such. This name would resolve to '"
                            + normal
                            + "'");
        }
        return length(path, name, Limits.KEY_LENGTH_MAX);
    }

    /**
     * Checks the length of a text.
     *
     * @param max most characters, counted as Unicode code points
     * @throws ClewException INVALID_PARAMETER when it is longer
     */
    public static String length(String path, String text, int max) {
        if (text.length() > max && text.codePointCount(0, text.length()) > max) {
            throw ClewException.invalid(
                    path, "'%s' exceeds the maximum length of %d characters".formatted(path, max));
        }
        return text;
    }

    /**
     * Checks the number of elements of a list.
     *
     * @throws ClewException INVALID_PARAMETER when there are more
     */
    public static void count(String field, int count, int max) {
        if (count > max) {
            throw ClewException.invalid(
                    field,
                    "'%s' may have at most %d elements, got %d".formatted(field, max, count));
        }
    }

    /**
     * Checks a page size.
     *
     * @throws ClewException INVALID_PARAMETER when it is not from 1 to the most
     */
    public static int maxResults(long value, int max) {
        if (value < 1 || value > max) {
            throw ClewException.invalid(
                    "max_results",
                    "Invalid value %d for parameter 'max_results' supplied. It must be %s"
                            .formatted(value, value < 1 ? "a positive integer" : "at most " + max));
        }
        return (int) value;
    }

    /** Makes a refusal of a text in MLflow's words. */
    public static ClewException invalid(String path, String value, String why) {
        return ClewException.invalid(
                path,
                "Invalid value \"%s\" for parameter '%s' supplied: %s"
                        .formatted(shortened(value), path, why));
    }

    private static String shortened(String value) {
        int shown = 100;
        return value.codePointCount(0, value.length()) <= shown
                ? value
                : value.substring(0, value.offsetByCodePoints(0, shown)) + "…";
    }

    private static boolean isOfKey(int c) {
        if (c < 0x80) {
            return (c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || (c >= '0' && c <= '9')
                    || "_-. :/".indexOf(c) >= 0;
        }
        int type = Character.getType(c);
        return Character.isLetterOrDigit(c)
                || type == Character.LETTER_NUMBER
                || type == Character.OTHER_NUMBER;
    }

    /**
     * Returns what a name is when read as a POSIX path: without {@code .}, {@code ..}, {@code //}.
     */
    private static String normalPath(String name) {
        boolean rooted = name.startsWith("/");
        List<String> parts = new ArrayList<>();
        for (String part : name.split("/", -1)) {
            if (part.isEmpty() || part.equals(".")) {
                continue;
            }
            boolean up = part.equals("..");
            if (up && !parts.isEmpty() && !parts.getLast().equals("..")) {
                parts.removeLast();
            } else if (!up || !rooted) {
                parts.add(part);
            }
        }
        String path = String.join("/", parts);
        return rooted ? "/" + path : path.isEmpty() ? "." : path;
    }
}
