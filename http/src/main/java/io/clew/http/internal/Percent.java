package io.clew.http.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.clew.http.json.Text;
import io.clew.model.ClewException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Decodes percent-encoding (RFC 3986 section 2.1) strictly: a lone {@code %}, bytes that are no
 * UTF-8 and NUL are the client's mistakes and never guessed at.
 */
final class Percent {
    private Percent() {}

    /**
     * Decodes a segment or a rest of a path once; {@code +} stays.
     *
     * @throws ClewException INVALID_PARAMETER naming the field
     */
    static String decodePath(String field, String raw) {
        return decode(field, raw, false);
    }

    /**
     * Decodes a query in the form that HTML forms send: {@code +} is a space, a name without {@code
     * =} has an empty value, and a repeated name keeps all its values in order.
     *
     * @throws ClewException INVALID_PARAMETER naming the parameter at fault
     */
    static Map<String, List<String>> decodeQuery(String raw) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        int start = 0;
        while (start <= raw.length()) {
            int ampersand = raw.indexOf('&', start);
            int end = ampersand < 0 ? raw.length() : ampersand;
            if (end > start) {
                int equals = raw.indexOf('=', start);
                int nameEnd = equals < 0 || equals > end ? end : equals;
                String name = decode("query", raw.substring(start, nameEnd), true);
                String value =
                        nameEnd == end ? "" : decode(name, raw.substring(nameEnd + 1, end), true);
                values.computeIfAbsent(name, key -> new ArrayList<>(1)).add(value);
            }
            start = end + 1;
        }
        return values;
    }

    private static String decode(String field, String raw, boolean plusIsSpace) {
        if (raw.indexOf('%') < 0) {
            String text = plusIsSpace ? raw.replace('+', ' ') : raw;
            return Text.checked(field, text);
        }
        ByteBuffer bytes = ByteBuffer.allocate(raw.length() * 3);
        for (int i = 0; i < raw.length(); ) {
            char c = raw.charAt(i);
            if (c == '%') {
                bytes.put(octet(field, raw, i));
                i += 3;
            } else if (c < 0x80) {
                bytes.put((byte) (c == '+' && plusIsSpace ? ' ' : c));
                i++;
            } else {
                int codePoint = raw.codePointAt(i);
                bytes.put(Character.toString(codePoint).getBytes(UTF_8));
                i += Character.charCount(codePoint);
            }
        }
        try {
            return Text.checked(field, UTF_8.newDecoder().decode(bytes.flip()).toString());
        } catch (CharacterCodingException noUtf8) {
            throw ClewException.invalid(
                    field, "The percent-escapes of '%s' are not UTF-8".formatted(field));
        }
    }

    private static byte octet(String field, String raw, int at) {
        int high = at + 2 < raw.length() ? Character.digit(raw.charAt(at + 1), 16) : -1;
        int low = at + 2 < raw.length() ? Character.digit(raw.charAt(at + 2), 16) : -1;
        if (high < 0 || low < 0) {
            throw ClewException.invalid(
                    field, "'%s' holds a '%%' that two hex digits do not follow".formatted(field));
        }
        return (byte) (high << 4 | low);
    }
}
