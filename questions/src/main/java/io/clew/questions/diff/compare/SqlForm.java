package io.clew.questions.diff.compare;

import java.util.Locale;

/**
 * Brings a query to a form without comments and white space, and with words in lower case; what is
 * quoted stays as it is.
 */
final class SqlForm {
    private final String sql;
    private final StringBuilder out;
    private int at;

    private SqlForm(String sql) {
        this.sql = sql;
        this.out = new StringBuilder(sql.length());
    }

    static String of(String sql) {
        SqlForm form = new SqlForm(sql);
        form.read();
        String text = form.out.toString().strip();
        while (text.endsWith(";")) {
            text = text.substring(0, text.length() - 1).strip();
        }
        return Normal.withoutIds(text);
    }

    private void read() {
        while (at < sql.length()) {
            char c = sql.charAt(at);
            if (sql.startsWith("--", at)) {
                skipTo("\n");
            } else if (sql.startsWith("/*", at)) {
                skipTo("*/");
            } else if (c == '\'' || c == '"' || c == '`') {
                quoted(c);
            } else if (Character.isWhitespace(c)) {
                gap();
                at++;
            } else if (Character.isLetterOrDigit(c) || c == '_' || c == '$' || c == '.') {
                out.append(String.valueOf(c).toLowerCase(Locale.ROOT));
                at++;
            } else {
                mark(c);
            }
        }
    }

    /** White space counts only between words. */
    private void gap() {
        if (!out.isEmpty() && out.charAt(out.length() - 1) != ' ') {
            out.append(' ');
        }
    }

    private void mark(char c) {
        if (!out.isEmpty() && out.charAt(out.length() - 1) == ' ') {
            out.setLength(out.length() - 1);
        }
        out.append(c);
        at++;
        while (at < sql.length() && Character.isWhitespace(sql.charAt(at))) {
            at++;
        }
    }

    private void quoted(char quote) {
        int end = at + 1;
        while (end < sql.length()) {
            if (sql.charAt(end) == quote) {
                if (end + 1 < sql.length() && sql.charAt(end + 1) == quote) {
                    end++;
                } else {
                    break;
                }
            }
            end++;
        }
        end = Math.min(sql.length(), end + 1);
        out.append(sql, at, end);
        at = end;
    }

    private void skipTo(String end) {
        int found = sql.indexOf(end, at + 2);
        gap();
        at = found < 0 ? sql.length() : found + end.length();
    }
}
