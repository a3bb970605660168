package io.clew.protocol.openlineage.routes;

import io.clew.model.ClewException;
import io.clew.model.ErrorCode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Splits a JSON array into the bytes of its elements, so that a broken element is refused alone.
 *
 * <p>It looks at brackets and strings only; what an element is, its reader finds out.
 */
final class EventArray {
    private static final String FIELD = "";

    private final byte[] utf8;
    private int at;

    private EventArray(byte[] utf8) {
        this.utf8 = utf8;
    }

    /**
     * Splits an array.
     *
     * @throws ClewException INVALID_PARAMETER when the text is no array, LIMIT_EXCEEDED when it has
     *     too many elements
     */
    static List<byte[]> split(byte[] utf8, int sizeMax) {
        return new EventArray(utf8).elements(sizeMax);
    }

    /**
     * Returns one event without the space around it, so that it is known again however it comes.
     */
    static byte[] trimmed(byte[] utf8) {
        int start = 0;
        int end = utf8.length;
        while (start < end && isSpace(utf8[start])) {
            start++;
        }
        while (end > start && isSpace(utf8[end - 1])) {
            end--;
        }
        return end - start == utf8.length ? utf8 : Arrays.copyOfRange(utf8, start, end);
    }

    private List<byte[]> elements(int sizeMax) {
        skipSpace();
        if (peek() != '[') {
            throw ClewException.invalid(
                    FIELD, "The body is no list: expected a JSON array of events");
        }
        at++;
        List<byte[]> elements = new ArrayList<>();
        skipSpace();
        boolean more = peek() != ']';
        while (more) {
            if (elements.size() == sizeMax) {
                throw new ClewException(
                        ErrorCode.LIMIT_EXCEEDED,
                        "The body has more than the %d events that a batch may have"
                                .formatted(sizeMax));
            }
            elements.add(element());
            skipSpace();
            more = peek() == ',';
            if (more) {
                at++;
                skipSpace();
            }
        }
        if (peek() != ']') {
            throw broken();
        }
        at++;
        skipSpace();
        if (at < utf8.length) {
            throw broken();
        }
        return elements;
    }

    private byte[] element() {
        if (endsElement()) {
            throw broken();
        }
        int start = at;
        int depth = 0;
        do {
            switch (peek()) {
                case '{', '[' -> depth++;
                case '}', ']' -> depth--;
                case '"' -> skipString();
                case -1 -> throw broken();
                default -> {}
            }
            at++;
        } while (depth > 0 || depth == 0 && !endsElement());
        if (depth < 0) {
            throw broken();
        }
        return Arrays.copyOfRange(utf8, start, at);
    }

    private boolean endsElement() {
        int c = peek();
        return c == ',' || c == ']' || c < 0 || isSpace(c);
    }

    /** Goes to the quote that ends a string. */
    private void skipString() {
        at++;
        while (peek() != '"') {
            if (peek() < 0) {
                throw broken();
            }
            at += peek() == '\\' ? 2 : 1;
        }
    }

    private void skipSpace() {
        while (isSpace(peek())) {
            at++;
        }
    }

    private static boolean isSpace(int c) {
        return c == ' ' || c == '\n' || c == '\r' || c == '\t';
    }

    private int peek() {
        return at < utf8.length ? utf8[at] & 0xFF : -1;
    }

    private ClewException broken() {
        return ClewException.invalid(
                FIELD,
                "The body is not valid JSON at byte %d: expected an array of events"
                        .formatted(Math.min(at, utf8.length)));
    }
}
