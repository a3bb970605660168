package io.clew.store.internal;

import io.clew.model.ClewException;

/** Refuses text that a database cannot keep as it is. */
final class StorableText {
    private StorableText() {}

    /**
     * Returns the text itself.
     *
     * @throws ClewException INVALID_PARAMETER when it holds NUL, which PostgreSQL has no text for,
     *     or half of a surrogate pair, which UTF-8 has no bytes for
     */
    static String require(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) {
                throw refusal("the character NUL");
            }
            if (Character.isSurrogate(c)) {
                boolean isPair =
                        Character.isHighSurrogate(c)
                                && i + 1 < text.length()
                                && Character.isLowSurrogate(text.charAt(i + 1));
                if (!isPair) {
                    throw refusal("half of a surrogate pair");
                }
                i++;
            }
        }
        return text;
    }

    private static ClewException refusal(String what) {
        return new ClewException(
                io.clew.model.ErrorCode.INVALID_PARAMETER,
                "a text of the request holds " + what + ", which cannot be stored");
    }
}
