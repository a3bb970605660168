package io.clew.s3;

import io.clew.model.ClewException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names a place in S3.
 *
 * @param bucket its name
 * @param key of an object, or what the keys of a folder begin with, without a slash at either end;
 *     empty for the whole bucket
 */
public record S3Address(String bucket, String key) {
    /** Longest key, as in S3. */
    private static final int KEY_BYTES_MAX = 1024;

    private static final Pattern URI =
            Pattern.compile("(?:s3|s3a|s3n)://([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:/(.*))?");

    /** Says whether a URI is one of S3, by its scheme. */
    public static boolean isS3(String uri) {
        return uri.startsWith("s3://") || uri.startsWith("s3a://") || uri.startsWith("s3n://");
    }

    /**
     * Reads a URI such as {@code s3://bucket/prefix}; {@code s3a} and {@code s3n} mean the same.
     *
     * @throws ClewException INVALID_PARAMETER when it is none
     */
    public static S3Address parse(String uri) {
        Matcher matcher = URI.matcher(uri);
        if (!matcher.matches()) {
            throw invalid(uri);
        }
        String key = matcher.group(2) == null ? "" : trimmed(matcher.group(2));
        if (key.length() > KEY_BYTES_MAX || key.chars().anyMatch(c -> c < 0x20 || c == 0x7F)) {
            throw invalid(uri);
        }
        return new S3Address(matcher.group(1), key);
    }

    /** Returns the address of something below this one. */
    public S3Address resolve(String name) {
        return new S3Address(bucket, prefix() + name);
    }

    /** Returns what the keys of all below this begin with: empty, or with a slash at its end. */
    String prefix() {
        return key.isEmpty() ? "" : key + "/";
    }

    private static String trimmed(String path) {
        int start = 0;
        int end = path.length();
        while (start < end && path.charAt(start) == '/') {
            start++;
        }
        while (end > start && path.charAt(end - 1) == '/') {
            end--;
        }
        return path.substring(start, end);
    }

    private static ClewException invalid(String uri) {
        return ClewException.invalid(
                "uri", "a place in S3 is s3://bucket/path, not '%s'".formatted(uri));
    }

    @Override
    public String toString() {
        return "s3://" + bucket + (key.isEmpty() ? "" : "/" + key);
    }
}
