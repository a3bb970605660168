package io.clew.protocol.openlineage.event;

import java.util.Locale;

/** Knows the forms of run ids. */
public final class RunIds {
    private static final int UUID_CHARS = 36;

    private RunIds() {}

    /** Says whether a text is a UUID as it is written, in upper or lower case. */
    static boolean isUuid(String text) {
        if (text.length() != UUID_CHARS) {
            return false;
        }
        for (int i = 0; i < UUID_CHARS; i++) {
            char c = text.charAt(i);
            boolean hyphen = i == 8 || i == 13 || i == 18 || i == 23;
            if (hyphen ? c != '-' : !isHex(c)) {
                return false;
            }
        }
        return true;
    }

    /** Returns a UUID in lower case, so that both spellings are one run; another id as it is. */
    public static String canonical(String text) {
        return isUuid(text) ? text.toLowerCase(Locale.ROOT) : text;
    }

    private static boolean isHex(char c) {
        return c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F';
    }
}
