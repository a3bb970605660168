package io.clew.protocol.mlflow.search;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits a filter or an ordering into tokens, by the rules of the SQL that MLflow's are read as.
 */
final class Lexer {
    private final String text;
    private int at;

    private Lexer(String text) {
        this.text = text;
    }

    static List<Token> tokens(String text) {
        Lexer lexer = new Lexer(text);
        List<Token> tokens = new ArrayList<>();
        while (lexer.skipSpace()) {
            tokens.add(lexer.next());
        }
        return tokens;
    }

    private boolean skipSpace() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at < text.length();
    }

    private Token next() {
        int start = at;
        char c = text.charAt(at);
        Token.Kind kind =
                switch (c) {
                    case '(' -> one(Token.Kind.OPEN);
                    case ')' -> one(Token.Kind.CLOSE);
                    case ',' -> one(Token.Kind.COMMA);
                    case ';' -> one(Token.Kind.SEMICOLON);
                    case '<', '>', '=', '!', '~' -> operator();
                    case '\'' -> quoted('\'') ? Token.Kind.TEXT : one(Token.Kind.OTHER);
                    default ->
                            isNumber() ? number() : isNamePart() ? name() : one(Token.Kind.OTHER);
                };
        return new Token(kind, text.substring(start, at));
    }

    private Token.Kind one(Token.Kind kind) {
        at += Character.charCount(text.codePointAt(at));
        return kind;
    }

    private Token.Kind operator() {
        while (at < text.length() && "<>=!~".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        return Token.Kind.OPERATOR;
    }

    private boolean isNumber() {
        int i = text.charAt(at) == '-' ? at + 1 : at;
        int end = i;
        while (end < text.length() && (isDigit(end) || text.charAt(end) == '.')) {
            end++;
        }
        boolean digits = end > i && (isDigit(i) || (end > i + 1 && isDigit(i + 1)));
        return digits
                && !(end < text.length() && isWord(text.codePointAt(end)) && !isExponent(end));
    }

    private boolean isExponent(int i) {
        char c = text.charAt(i);
        if (c != 'e' && c != 'E') {
            return false;
        }
        int digit = i + 1;
        if (digit < text.length() && "+-".indexOf(text.charAt(digit)) >= 0) {
            digit++;
        }
        return digit < text.length() && isDigit(digit);
    }

    private Token.Kind number() {
        if (text.charAt(at) == '-') {
            at++;
        }
        while (at < text.length() && (isDigit(at) || text.charAt(at) == '.')) {
            at++;
        }
        if (at < text.length() && isExponent(at)) {
            at += 2;
            while (at < text.length() && isDigit(at)) {
                at++;
            }
        }
        return Token.Kind.NUMBER;
    }

    private boolean isDigit(int i) {
        return text.charAt(i) >= '0' && text.charAt(i) <= '9';
    }

    private boolean isNamePart() {
        int c = text.codePointAt(at);
        return isWord(c) || c == '`' || c == '"';
    }

    /** Takes words and quoted parts that dots join. */
    private Token.Kind name() {
        int start = at;
        while (true) {
            if (!part()) {
                if (at == start) {
                    return one(Token.Kind.OTHER);
                }
                return Token.Kind.NAME;
            }
            boolean dotted = at + 1 < text.length() && text.charAt(at) == '.';
            if (!dotted) {
                return Token.Kind.NAME;
            }
            int dot = at;
            at++;
            if (!isNamePart() && text.charAt(at) != '\'') {
                at = dot;
                return Token.Kind.NAME;
            }
        }
    }

    private boolean part() {
        char c = text.charAt(at);
        if (c == '`' || c == '"' || c == '\'') {
            return quoted(c);
        }
        int start = at;
        while (at < text.length() && isWord(text.codePointAt(at))) {
            at += Character.charCount(text.codePointAt(at));
        }
        return at > start;
    }

    private static boolean isWord(int c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '$' || c == '#';
    }

    /**
     * Takes a quoted text when its end is there. A doubled quote and, but for backticks, a
     * backslash before a quote do not end it, as long as a later quote does.
     */
    private boolean quoted(char quote) {
        int i = at + 1;
        while (i < text.length()) {
            char c = text.charAt(i);
            boolean pair =
                    i + 1 < text.length()
                            && text.charAt(i + 1) == quote
                            && (c == quote || (c == '\\' && quote != '`'));
            if (pair && text.indexOf(quote, i + 2) >= 0) {
                i += 2;
            } else if (c == quote) {
                at = i + 1;
                return true;
            } else {
                i++;
            }
        }
        return false;
    }
}
