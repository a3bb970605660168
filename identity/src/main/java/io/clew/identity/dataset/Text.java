package io.clew.identity.dataset;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Pattern;

/** Cuts and cleans the texts that names are made of. */
final class Text {
    private static final Pattern DRIVE =
            Pattern.compile("/*([A-Za-z]):([/\\\\].*|)", Pattern.DOTALL);
    private static final String HEX = "0123456789ABCDEF";

    private Text() {}

    /** Returns what stands before the first occurrence of a character, or all of it. */
    static String before(String text, char c) {
        int i = text.indexOf(c);
        return i < 0 ? text : text.substring(0, i);
    }

    /** Returns what stands before the first occurrence of any of some characters. */
    static String beforeAny(String text, String characters) {
        return text.substring(0, indexOfAny(text, characters, 0));
    }

    /** Returns the index of the first of some characters, or the text's length. */
    static int indexOfAny(String text, String characters, int from) {
        int i = from;
        while (i < text.length() && characters.indexOf(text.charAt(i)) < 0) {
            i++;
        }
        return i;
    }

    static String withoutLeadingSlashes(String text) {
        int i = 0;
        while (i < text.length() && text.charAt(i) == '/') {
            i++;
        }
        return text.substring(i);
    }

    static String withoutTrailingSlashes(String text) {
        int i = text.length();
        while (i > 0 && text.charAt(i - 1) == '/') {
            i--;
        }
        return text.substring(0, i);
    }

    static String withoutSuffix(String text, String suffix) {
        return text.endsWith(suffix) ? text.substring(0, text.length() - suffix.length()) : text;
    }

    /** Says whether a text is a path of Windows with a drive, such as {@code C:\data}. */
    static boolean isDrivePath(String text) {
        return DRIVE.matcher(text).matches();
    }

    /**
     * Reads a path as POSIX does: repeated slashes are one, {@code .} and {@code ..} are resolved,
     * a trailing slash says nothing. A drive of Windows becomes {@code /C:/…}. What starts with no
     * slash stays relative.
     */
    static String posixPath(String path) {
        String resolved = resolved(path);
        String before = "";
        while (isDrivePath(resolved) && !resolved.equals(before)) {
            before = resolved;
            String drive = withoutLeadingSlashes(resolved.replace('\\', '/'));
            resolved = resolved("/" + Character.toUpperCase(drive.charAt(0)) + drive.substring(1));
        }
        return resolved;
    }

    private static String resolved(String path) {
        boolean absolute = path.startsWith("/");
        Deque<String> parts = new ArrayDeque<>();
        for (String part : path.split("/", -1)) {
            if (part.equals("..") && !parts.isEmpty() && !parts.getLast().equals("..")) {
                parts.removeLast();
            } else if (part.equals("..") && absolute) {
                continue;
            } else if (!part.isEmpty() && !part.equals(".")) {
                parts.addLast(part);
            }
        }
        String joined = String.join("/", parts);
        return absolute ? "/" + joined : joined;
    }

    /** Decodes percent-escapes; a text with a bad escape, or that is not UTF-8, stays as it is. */
    static String percentDecoded(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
        byte[] given = text.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < given.length; i++) {
            if (given[i] != '%') {
                bytes.write(given[i]);
                continue;
            }
            int value = escaped(given, i);
            if (value < 0) {
                return text;
            }
            bytes.write(value);
            i += 2;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            return text;
        }
    }

    /**
     * Writes a path's or query's percent-escapes in one way (RFC 3986, 6.2.2): unreserved
     * characters bare, hex in upper case, and what may not stand in a URI escaped, a percent sign
     * that escapes nothing among it.
     */
    static String percentNormalised(String text) {
        StringBuilder out = new StringBuilder(text.length());
        byte[] given = text.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < given.length; i++) {
            int value = given[i] & 0xFF;
            int escaped = value == '%' ? escaped(given, i) : -1;
            if (escaped >= 0) {
                i += 2;
                if (isUnreserved(escaped)) {
                    out.append((char) escaped);
                } else {
                    escape(escaped, out);
                }
            } else if (value == '%'
                    || value <= ' '
                    || value >= 0x7F
                    || "\"<>\\^`{|}".indexOf(value) >= 0) {
                escape(value, out);
            } else {
                out.append((char) value);
            }
        }
        return out.toString();
    }

    private static void escape(int value, StringBuilder out) {
        out.append('%').append(HEX.charAt(value >> 4)).append(HEX.charAt(value & 0xF));
    }

    private static int escaped(byte[] text, int i) {
        if (i + 2 >= text.length) {
            return -1;
        }
        int high = Character.digit(text[i + 1], 16);
        int low = Character.digit(text[i + 2], 16);
        return high < 0 || low < 0 ? -1 : high << 4 | low;
    }

    private static boolean isUnreserved(int c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '-'
                || c == '.'
                || c == '_'
                || c == '~';
    }
}
