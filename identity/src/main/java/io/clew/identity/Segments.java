package io.clew.identity;

import java.nio.charset.StandardCharsets;

/**
 * Makes any text fit to be a segment of a URN: well-formed, bounded and not empty.
 *
 * <p>Clients send what they like, and a fact must not be lost because its name is odd. A lone
 * surrogate becomes U+FFFD, as it has no UTF-8 form. A text over {@link #SIZE_BYTES_MAX} keeps its
 * beginning and gets the SHA-256 of the whole, so different texts stay different. An empty text
 * becomes {@code -}. Doing it twice changes nothing.
 */
public final class Segments {
    /**
     * Largest UTF-8 size of a segment. S3 keys, the longest names that stores allow, have 1024
     * bytes; and databases index at most 2.7 kB.
     */
    public static final int SIZE_BYTES_MAX = 1024;

    private static final String CUT_MARK = "~sha256-";
    private static final int KEPT_BYTES = SIZE_BYTES_MAX - CUT_MARK.length() - 64;

    private Segments() {}

    /** Returns the text as a segment. */
    public static String of(String text) {
        if (text.isEmpty()) {
            return "-";
        }
        String wellFormed = wellFormed(text);
        if (sizeBytes(wellFormed) <= SIZE_BYTES_MAX) {
            return wellFormed;
        }
        return withoutCutEscape(wellFormed.substring(0, lengthWithin(wellFormed, KEPT_BYTES)))
                + CUT_MARK
                + Digests.sha256(wellFormed);
    }

    /** Says whether every surrogate of a text has its partner. */
    public static boolean isWellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                if (Character.charCount(text.codePointAt(i)) == 1) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }

    private static String wellFormed(String text) {
        return isWellFormed(text)
                ? text
                : text.codePoints()
                        .map(
                                c ->
                                        c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE
                                                ? 0xFFFD
                                                : c)
                        .collect(
                                StringBuilder::new,
                                StringBuilder::appendCodePoint,
                                StringBuilder::append)
                        .toString();
    }

    /** Cuts before a percent-escape rather than within it, so that it does not become another. */
    private static String withoutCutEscape(String text) {
        int percent = text.lastIndexOf('%');
        return percent >= 0 && percent > text.length() - 3 ? text.substring(0, percent) : text;
    }

    private static int sizeBytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static int lengthWithin(String text, int bytesMax) {
        int bytes = 0;
        int i = 0;
        while (i < text.length()) {
            int codePoint = text.codePointAt(i);
            bytes += codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
            if (bytes > bytesMax) {
                break;
            }
            i += Character.charCount(codePoint);
        }
        return i;
    }
}
