package io.clew.protocol.mlflow.search;

/**
 * Holds one word of a filter.
 *
 * @param text as it is written, quotes and all
 */
record Token(Kind kind, String text) {
    enum Kind {
        /** A field's name, dots and quoted parts included; or a keyword. */
        NAME,
        /** A text in single quotes. */
        TEXT,
        NUMBER,
        /** One or more of {@code < > = ! ~}. */
        OPERATOR,
        OPEN,
        CLOSE,
        COMMA,
        SEMICOLON,
        /** A character that means nothing here. */
        OTHER
    }

    boolean isWord(String word) {
        return kind == Kind.NAME && text.equalsIgnoreCase(word);
    }
}
