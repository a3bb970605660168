package io.clew.http.json;

import io.clew.model.ClewException;
import io.clew.model.ErrorCode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Holds the rule for text that comes in: valid Unicode without NUL.
 *
 * <p>Half of a surrogate pair is no character: it has no UTF-8 form, so it could be neither stored
 * nor hashed nor sent back. PostgreSQL stores no NUL. Refusing both here means nothing deeper meets
 * them.
 */
public final class Text {
    private static final int QUOTED_CHARS_MAX = 100;

    private Text() {}

    /**
     * Returns the text when it is valid.
     *
     * @param field where it came from, for the message; null for an element of a list
     * @throws ClewException INVALID_PARAMETER when it holds NUL or half of a surrogate pair
     */
    public static String checked(@Nullable String field, String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) {
                throw refuse(field, "holds a NUL character");
            }
            if (Character.isSurrogate(c)) {
                boolean pair =
                        Character.isHighSurrogate(c)
                                && i + 1 < text.length()
                                && Character.isLowSurrogate(text.charAt(i + 1));
                if (!pair) {
                    throw refuse(field, "holds half of a surrogate pair, which is no character");
                }
                i++;
            }
        }
        return text;
    }

    /** Cuts a text for a message to a length, never within a character. */
    public static String cut(String text, int charsMax) {
        return text.codePointCount(0, text.length()) <= charsMax
                ? text
                : text.substring(0, text.offsetByCodePoints(0, charsMax)) + "…";
    }

    /** Quotes a name for a message: one line, cut to a length people read. */
    static String quoted(String text) {
        return quoted(text, '\'');
    }

    /** Quotes a value for a message as JSON writes it: one line, cut to a length people read. */
    static String quotedAsJson(String text) {
        return quoted(text, '"');
    }

    private static String quoted(String text, char quote) {
        StringBuilder out = new StringBuilder().append(quote);
        text.codePoints()
                .limit(QUOTED_CHARS_MAX)
                .forEach(c -> out.appendCodePoint(printable(c) ? c : '\uFFFD'));
        return out.append(text.length() > QUOTED_CHARS_MAX ? "…" : "").append(quote).toString();
    }

    private static boolean printable(int codePoint) {
        return !Character.isISOControl(codePoint)
                && Character.getType(codePoint) != Character.SURROGATE;
    }

    private static ClewException refuse(@Nullable String field, String what) {
        String name = field == null ? "of a list element" : "of parameter " + quoted(field);
        return new ClewException(
                ErrorCode.INVALID_PARAMETER,
                "The text " + name + " " + what,
                printed(field),
                List.of());
    }

    /** A name that itself is no text is shown as what it would look like. */
    private static @Nullable String printed(@Nullable String field) {
        if (field == null) {
            return null;
        }
        StringBuilder out = new StringBuilder();
        field.codePoints().forEach(c -> out.appendCodePoint(printable(c) ? c : '\uFFFD'));
        return out.toString();
    }
}
