package io.clew.protocol.mlflow.wire;

import io.clew.model.ClewException;

/** Holds texts to the lengths that MLflow sets, counted in characters as Python counts them. */
public final class TextLimits {
    private TextLimits() {}

    /**
     * Returns a text that is no longer than it may be.
     *
     * @param field its name, for the message
     * @throws ClewException INVALID_PARAMETER
     */
    public static String within(String field, String text, int charsMax) {
        if (text.length() > charsMax && text.codePointCount(0, text.length()) > charsMax) {
            throw ClewException.invalid(
                    field,
                    "'%s' exceeds the maximum length of %d characters".formatted(field, charsMax));
        }
        return text;
    }
}
