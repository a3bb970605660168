package io.clew.protocol.openlineage.event;

import org.jspecify.annotations.Nullable;

/** Says whether a text has the form of an absolute URI (RFC 3986), character by character. */
final class Uris {
    private static final String OTHERS = "-._~:/?#[]@!$&'()*+,;=";

    private static final boolean[] ALLOWED = allowed();

    private static final int PLACES = 256;

    /** Longer URIs are looked at each time. */
    private static final int KNOWN_CHARS_MAX = 256;

    /**
     * URIs that passed, by their hash: each facet says its schema and who made it, and there are
     * few of these. Threads share it without a lock, since a text is there or not.
     */
    private static final @Nullable String[] KNOWN = new @Nullable String[PLACES];

    private Uris() {}

    private static boolean[] allowed() {
        boolean[] allowed = new boolean[128];
        for (char c = 0; c < allowed.length; c++) {
            allowed[c] = isLetter(c) || isDigit(c) || OTHERS.indexOf(c) >= 0;
        }
        return allowed;
    }

    /** Says whether a text is a scheme, a colon and characters that a URI may have. */
    static boolean isAbsolute(String text) {
        if (text.length() > KNOWN_CHARS_MAX) {
            return hasForm(text);
        }
        int place = text.hashCode() & (PLACES - 1);
        if (text.equals(KNOWN[place])) {
            return true;
        }
        boolean hasForm = hasForm(text);
        if (hasForm) {
            KNOWN[place] = text;
        }
        return hasForm;
    }

    private static boolean hasForm(String text) {
        int colon = text.indexOf(':');
        if (colon <= 0 || !isLetter(text.charAt(0))) {
            return false;
        }
        for (int i = 1; i < colon; i++) {
            char c = text.charAt(i);
            if (!isLetter(c) && !isDigit(c) && c != '+' && c != '-' && c != '.') {
                return false;
            }
        }
        for (int i = colon + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%') {
                if (i + 2 >= text.length()
                        || Character.digit(text.charAt(i + 1), 16) < 0
                        || Character.digit(text.charAt(i + 2), 16) < 0) {
                    return false;
                }
            } else if (c >= ALLOWED.length || !ALLOWED[c]) {
                return false;
            }
        }
        return text.indexOf('#') == text.lastIndexOf('#') && bracketsHoldAHost(text, colon);
    }

    /** Brackets are for the address of a host, and for nothing else. */
    private static boolean bracketsHoldAHost(String text, int colon) {
        int open = text.indexOf('[');
        if (open < 0) {
            return text.indexOf(']') < 0;
        }
        int close = text.indexOf(']');
        String before = text.substring(colon + 1, open);
        return open < close
                && text.indexOf('[', open + 1) < 0
                && text.indexOf(']', close + 1) < 0
                && before.startsWith("//")
                && (before.length() == 2 || before.endsWith("@"))
                && before.indexOf('/', 2) < 0
                && text.substring(open, close).indexOf('/') < 0;
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
