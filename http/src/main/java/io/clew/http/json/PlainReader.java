package io.clew.http.json;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the JSON that nearly all bodies are, several times as fast as a parser that must know every
 * case.
 *
 * <p>What it reads, {@link Json#read} would read the same. Where it meets anything else, be it
 * wrong or only rare, it gives up, and whoever asked begins again with the parser that knows every
 * case and says what is wrong: text that is no UTF-8, halves of surrogate pairs, a name given
 * twice, numbers of many digits, bare words such as {@code NaN}, and all that is over a limit.
 */
final class PlainReader {
    /** Most digits of a whole number that surely is a long. */
    private static final int DIGITS_MAX = 18;

    private static final int DECIMAL_CHARS_MAX = 40;
    private static final int NAME_BYTES_MAX = 1000;
    private static final int UNICODE_DIGITS = 4;
    private static final int HEX = 16;

    /** What a malformed byte is decoded to, and what makes a text that holds it suspicious. */
    private static final char REPLACEMENT = '\uFFFD';

    private static final SharedNames NAMES = new SharedNames();

    private final Words body;
    private final byte[] utf8;

    private int at;
    private int depth;

    /** Members and elements of what is open, which become maps and lists once it is closed. */
    private @Nullable Object[] open = new @Nullable Object[64];

    private int openSize;

    private PlainReader(byte[] json) {
        this.body = new Words(json);
        this.utf8 = body.bytes();
    }

    /** Holds what was read. */
    record Read(@Nullable Object value) {}

    /** Reads a body; null when it is for the parser that knows every case. */
    static @Nullable Read read(byte[] json) {
        PlainReader reader = new PlainReader(json);
        try {
            Object value = reader.value(reader.next());
            reader.skipSpace();
            return reader.at == json.length ? new Read(value) : null;
        } catch (Unusual unusual) {
            return null;
        }
    }

    /** Leads out of the reader where it gives up. */
    private static final class Unusual extends RuntimeException {
        private static final long serialVersionUID = 1;

        Unusual() {
            super(null, null, false, false);
        }
    }

    private @Nullable Object value(byte first) {
        return switch (first) {
            case '"' -> text();
            case '{' -> object();
            case '[' -> list();
            case 't' -> word("true", Boolean.TRUE);
            case 'f' -> word("false", Boolean.FALSE);
            case 'n' -> word("null", null);
            case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number(first);
            default -> throw new Unusual();
        };
    }

    private Map<String, @Nullable Object> object() {
        enter();
        int from = openSize;
        byte next = next();
        while (next != '}') {
            if (openSize > from) {
                expect(next, ',');
                next = next();
            }
            expect(next, '"');
            push(name());
            expect(next(), ':');
            push(value(next()));
            next = next();
        }
        Map<String, @Nullable Object> members = SmallMap.of(open, from, openSize);
        if (members == null) {
            throw new Unusual();
        }
        leave(from);
        return members;
    }

    private List<@Nullable Object> list() {
        enter();
        int from = openSize;
        byte next = next();
        while (next != ']') {
            if (openSize > from) {
                expect(next, ',');
                next = next();
            }
            push(value(next));
            next = next();
        }
        List<@Nullable Object> elements = Arrays.asList(Arrays.copyOfRange(open, from, openSize));
        leave(from);
        return elements;
    }

    private void enter() {
        if (++depth > Json.DEPTH_MAX) {
            throw new Unusual();
        }
    }

    private void leave(int from) {
        openSize = from;
        depth--;
    }

    private void push(@Nullable Object value) {
        if (openSize == open.length) {
            open = Arrays.copyOf(open, 2 * openSize);
        }
        open[openSize++] = value;
    }

    private String name() {
        int from = at;
        boolean isAscii = toEnd();
        if (at - from > NAME_BYTES_MAX) {
            throw new Unusual();
        }
        return utf8[at] == '"' && isAscii ? NAMES.of(body, from, at++) : rest(from);
    }

    private String text() {
        int from = at;
        boolean isAscii = toEnd();
        return utf8[at] == '"' && isAscii
                ? new String(utf8, from, at++ - from, StandardCharsets.ISO_8859_1)
                : rest(from);
    }

    /**
     * Goes to the quote that ends a text, or to its first backslash.
     *
     * @return false when there are bytes on the way, or just behind it, that are not ASCII
     */
    private boolean toEnd() {
        int i = at;
        long word = body.at(i);
        long seen = word;
        int plain = Words.plainBytes(word);
        while (plain == Words.BYTES) {
            i += plain;
            word = body.at(i);
            seen |= word;
            plain = Words.plainBytes(word);
        }
        at = i + plain;
        if (peek() != '"' && peek() != '\\') {
            throw new Unusual();
        }
        return Words.isAscii(seen);
    }

    /** Reads a text that is not the bytes it is sent as. */
    private String rest(int from) {
        if (utf8[at] == '"') {
            return decoded(utf8, from, at++ - from);
        }
        ByteArrayOutputStream plain = new ByteArrayOutputStream(2 * (at - from) + 64);
        int start = from;
        while (utf8[at] != '"') {
            plain.write(utf8, start, at - start);
            at++;
            escape(plain);
            start = at;
            toEnd();
        }
        plain.write(utf8, start, at - start);
        at++;
        byte[] bytes = plain.toByteArray();
        return decoded(bytes, 0, bytes.length);
    }

    private static String decoded(byte[] bytes, int from, int length) {
        String text = new String(bytes, from, length, StandardCharsets.UTF_8);
        if (text.indexOf(REPLACEMENT) >= 0) {
            throw new Unusual();
        }
        return text;
    }

    private void escape(ByteArrayOutputStream plain) {
        switch (any()) {
            case '"' -> plain.write('"');
            case '\\' -> plain.write('\\');
            case '/' -> plain.write('/');
            case 'b' -> plain.write('\b');
            case 'f' -> plain.write('\f');
            case 'n' -> plain.write('\n');
            case 'r' -> plain.write('\r');
            case 't' -> plain.write('\t');
            case 'u' -> plain.writeBytes(unicode().getBytes(StandardCharsets.UTF_8));
            default -> throw new Unusual();
        }
    }

    private String unicode() {
        int code = 0;
        for (int i = 0; i < UNICODE_DIGITS; i++) {
            int digit = Character.digit((char) any(), HEX);
            if (digit < 0) {
                throw new Unusual();
            }
            code = code * HEX + digit;
        }
        if (code == 0 || Character.isSurrogate((char) code)) {
            throw new Unusual();
        }
        return String.valueOf((char) code);
    }

    private Object number(byte first) {
        int from = at - 1;
        int digitsFrom = first == '-' ? at : from;
        at = digitsFrom;
        long whole = 0;
        while (isDigit()) {
            whole = 10 * whole + (utf8[at++] - '0');
        }
        int digits = at - digitsFrom;
        if (digits == 0 || digits > DIGITS_MAX || digits > 1 && utf8[digitsFrom] == '0') {
            throw new Unusual();
        }
        boolean isWhole = !fraction() & !exponent();
        if (at < utf8.length && ",]} \n\r\t".indexOf(utf8[at]) < 0) {
            throw new Unusual();
        }
        if (isWhole) {
            return first == '-' ? -whole : whole;
        }
        if (at - from > DECIMAL_CHARS_MAX) {
            throw new Unusual();
        }
        return Double.parseDouble(new String(utf8, from, at - from, StandardCharsets.ISO_8859_1));
    }

    private boolean fraction() {
        if (!isNext('.')) {
            return false;
        }
        at++;
        digits();
        return true;
    }

    private boolean exponent() {
        if (!isNext('e') && !isNext('E')) {
            return false;
        }
        at++;
        if (isNext('-') || isNext('+')) {
            at++;
        }
        digits();
        return true;
    }

    private void digits() {
        if (!isDigit()) {
            throw new Unusual();
        }
        while (isDigit()) {
            at++;
        }
    }

    private boolean isDigit() {
        return peek() >= '0' && peek() <= '9';
    }

    private boolean isNext(char c) {
        return peek() == c;
    }

    /** Reads a bare word whose first character was read. */
    private @Nullable Object word(String word, @Nullable Object value) {
        for (int i = 1; i < word.length(); i++) {
            expect(any(), word.charAt(i));
        }
        return value;
    }

    private static void expect(byte read, char wanted) {
        if (read != wanted) {
            throw new Unusual();
        }
    }

    /** Returns the byte that comes next, and stays before it; zero at the end. */
    private byte peek() {
        return at < utf8.length ? utf8[at] : 0;
    }

    /** Returns the next byte; zero at the end. */
    private byte any() {
        return at < utf8.length ? utf8[at++] : 0;
    }

    /** Returns the next byte that is no space; zero at the end. */
    private byte next() {
        skipSpace();
        return any();
    }

    private void skipSpace() {
        while (isSpace(peek())) {
            at++;
        }
    }

    private static boolean isSpace(byte c) {
        return c <= ' ' && (c == ' ' || c == '\n' || c == '\r' || c == '\t');
    }
}
