package io.clew.commit.internal;

import org.jspecify.annotations.Nullable;

/**
 * Reads the values that nearly all attributes have without a parser: texts without escapes, short
 * integers, and booleans, as {@link FactJson#write} writes them.
 */
final class PlainJson {

    /** Digits that fit a long whatever they are. */
    private static final int DIGITS_MAX = 18;

    private PlainJson() {}

    /** Says whether a text is its own JSON but for the quotes. */
    static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c == '"' || c == '\\') {
                return false;
            }
        }
        return true;
    }

    /** Reads such a value; null when a parser must. */
    static @Nullable Object read(String json) {
        int length = json.length();
        if (length == 0) {
            return null;
        }
        char first = json.charAt(0);
        if (first == '"') {
            return json.indexOf('\\') < 0 ? json.substring(1, length - 1) : null;
        }
        if (first == 't' || first == 'f') {
            return first == 't';
        }
        return isInteger(json) ? Long.valueOf(json) : null;
    }

    private static boolean isInteger(String json) {
        int start = json.charAt(0) == '-' ? 1 : 0;
        if (json.length() == start || json.length() - start > DIGITS_MAX) {
            return false;
        }
        for (int i = start; i < json.length(); i++) {
            if (json.charAt(i) < '0' || json.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }
}
