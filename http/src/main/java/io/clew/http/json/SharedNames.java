package io.clew.http.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the names of members, which nearly all objects share, so that each is made once.
 *
 * <p>A name has one place, and the last one that came there stays: so the memory has an end,
 * whatever is sent. Threads share it without a lock: a place holds all of a name or none.
 */
final class SharedNames {
    private static final int PLACES = 2048;

    /** Longer names are made each time. */
    private static final int BYTES_MAX = 64;

    private record Name(long first, long last, byte[] ascii, String text) {}

    private final @Nullable Name[] places = new @Nullable Name[PLACES];

    /** Returns the text of ASCII bytes. */
    String of(Words body, int from, int to) {
        int length = to - from;
        if (length > BYTES_MAX) {
            return new String(body.bytes(), from, length, StandardCharsets.ISO_8859_1);
        }
        long first = body.first(from, length);
        long last = body.last(from, length);
        int place = Words.hash(first, last, length) & (PLACES - 1);
        Name known = places[place];
        if (known != null
                && known.first == first
                && known.last == last
                && known.ascii.length == length
                && body.isSameBetween(from, known.ascii, 0, length)) {
            return known.text;
        }
        byte[] ascii = Arrays.copyOfRange(body.bytes(), from, to);
        String text = new String(ascii, StandardCharsets.ISO_8859_1);
        places[place] = new Name(first, last, ascii, text);
        return text;
    }
}
