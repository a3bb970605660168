package io.clew.ledger;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.erdtman.jcs.NumberToJSON;
import org.jspecify.annotations.Nullable;

/**
 * Writes values in the canonical form of RFC 8785, straight from the objects: a fact is written for
 * each write of the log, and reading back JSON to sort it would cost more than all the rest.
 */
public final class CanonicalJson {

    /** Greatest integer of which every lesser one is a double too: 2^53 - 1 (RFC 8785, 6). */
    public static final long EXACT_MAX = (1L << 53) - 1;

    /** Says whether an integer is one that RFC 8785 writes without loss. */
    public static boolean isExact(long number) {
        return number <= EXACT_MAX && number >= -EXACT_MAX;
    }

    private static final String HEX = "0123456789abcdef";

    private CanonicalJson() {}

    /**
     * Returns a value as UTF-8: null, text, Boolean, Long within {@link #EXACT_MAX}, finite Double,
     * or a List, or a Map by texts, of such.
     *
     * @throws IllegalArgumentException when it is none of these
     */
    public static byte[] write(@Nullable Object value) {
        StringBuilder out = new StringBuilder(256);
        append(out, value);
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Appends a value in the same form.
     *
     * @throws IllegalArgumentException when it has none
     */
    public static void append(StringBuilder out, @Nullable Object value) {
        switch (value) {
            case null -> out.append("null");
            case String text -> appendText(out, text);
            case Boolean flag -> out.append(flag.booleanValue());
            case Long number when isExact(number) -> out.append(number.longValue());
            case Double number -> out.append(number(number));
            case List<?> list -> appendList(out, list);
            case Map<?, ?> map -> appendMap(out, map);
            default ->
                    throw new IllegalArgumentException(
                            "RFC 8785 has no form for " + value.getClass() + " " + value);
        }
    }

    private static void appendList(StringBuilder out, List<?> list) {
        out.append('[');
        String separator = "";
        for (Object element : list) {
            out.append(separator);
            append(out, element);
            separator = ",";
        }
        out.append(']');
    }

    /** Sorts names by their UTF-16 units, as String compares. */
    private static void appendMap(StringBuilder out, Map<?, ?> map) {
        out.append('{');
        String separator = "";
        for (Map.Entry<?, ?> member : sorted(map).entrySet()) {
            out.append(separator);
            appendText(out, (String) member.getKey());
            out.append(':');
            append(out, member.getValue());
            separator = ",";
        }
        out.append('}');
    }

    private static Map<?, ?> sorted(Map<?, ?> map) {
        return map.size() < 2 || map instanceof SortedMap<?, ?> in && in.comparator() == null
                ? map
                : new TreeMap<>(map);
    }

    private static String number(double number) {
        try {
            return NumberToJSON.serializeNumber(number);
        } catch (IOException e) {
            throw new IllegalArgumentException("JSON has no number " + number, e);
        }
    }

    /** Appends a text with quotes. */
    static void appendText(StringBuilder out, String text) {
        out.append('"');
        int plainFrom = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= ' ' && c != '"' && c != '\\') {
                continue;
            }
            out.append(text, plainFrom, i).append('\\');
            plainFrom = i + 1;
            switch (c) {
                case '"', '\\' -> out.append(c);
                case '\b' -> out.append('b');
                case '\t' -> out.append('t');
                case '\n' -> out.append('n');
                case '\f' -> out.append('f');
                case '\r' -> out.append('r');
                default -> out.append("u00").append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
            }
        }
        out.append(text, plainFrom, text.length()).append('"');
    }
}
