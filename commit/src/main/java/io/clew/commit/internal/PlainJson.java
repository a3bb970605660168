package io.clew.commit.internal;

import io.clew.ledger.CanonicalJson;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes the values that nearly all attributes have as {@link FactJson#write} does, and reads those
 * that need no parser: texts without escapes, short integers, and booleans.
 */
final class PlainJson {

    /** Digits that fit a long whatever they are. */
    private static final int DIGITS_MAX = 18;

    private PlainJson() {}

    /** Says in which form a value was written. */
    enum Form {
        /** It has no plain form, and was not written as a whole. */
        NONE,
        /** It is JSON. */
        JSON,
        /** It is JSON in the canonical form of RFC 8785. */
        CANONICAL;

        private Form and(Form other) {
            return compareTo(other) < 0 ? this : other;
        }
    }

    /**
     * Appends a value with the members of each map in order; floating-point numbers and control
     * characters have no plain form.
     */
    static Form append(StringBuilder out, @Nullable Object value) {
        return switch (value) {
            case null -> {
                out.append("null");
                yield Form.CANONICAL;
            }
            case String text -> appendText(out, text) ? Form.CANONICAL : Form.NONE;
            case Boolean flag -> {
                out.append(flag.booleanValue());
                yield Form.CANONICAL;
            }
            case Long number -> {
                out.append(number.longValue());
                yield CanonicalJson.isExact(number) ? Form.CANONICAL : Form.JSON;
            }
            case List<?> list -> appendList(out, list);
            case Map<?, ?> map -> appendMap(out, map);
            default -> Form.NONE;
        };
    }

    private static Form appendList(StringBuilder out, List<?> list) {
        Form form = Form.CANONICAL;
        char separator = '[';
        for (Object element : list) {
            out.append(separator);
            separator = ',';
            form = form.and(append(out, element));
            if (form == Form.NONE) {
                return form;
            }
        }
        out.append(separator == '[' ? "[]" : "]");
        return form;
    }

    private static Form appendMap(StringBuilder out, Map<?, ?> map) {
        Object[] keys = map.keySet().toArray();
        for (Object key : keys) {
            if (!(key instanceof String)) {
                return Form.NONE;
            }
        }
        Arrays.sort(keys);
        Form form = Form.CANONICAL;
        char separator = '{';
        for (Object key : keys) {
            out.append(separator);
            separator = ',';
            if (!appendText(out, (String) key)) {
                return Form.NONE;
            }
            out.append(':');
            form = form.and(append(out, map.get(key)));
            if (form == Form.NONE) {
                return form;
            }
        }
        out.append(separator == '{' ? "{}" : "}");
        return form;
    }

    /** Appends a text with quotes; false when it has control characters that have no short form. */
    private static boolean appendText(StringBuilder out, String text) {
        out.append('"');
        int plainFrom = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= ' ' && c != '"' && c != '\\') {
                continue;
            }
            char escape = escape(c);
            if (escape == 0) {
                return false;
            }
            out.append(text, plainFrom, i).append('\\').append(escape);
            plainFrom = i + 1;
        }
        out.append(text, plainFrom, text.length()).append('"');
        return true;
    }

    private static char escape(char c) {
        return switch (c) {
            case '"', '\\' -> c;
            case '\b' -> 'b';
            case '\t' -> 't';
            case '\n' -> 'n';
            case '\f' -> 'f';
            case '\r' -> 'r';
            default -> 0;
        };
    }

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
