package io.clew.http.json;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Looks at a body word by word, eight bytes at a time.
 *
 * <p>A text is known again by its length, its first and its last word, which are all of it when it
 * has no more than sixteen bytes, and by what lies between them.
 */
final class Words {
    /** How many bytes a word has. */
    static final int BYTES = Long.BYTES;

    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;
    private static final long QUOTES = ONES * '"';
    private static final long BACKSLASHES = ONES * '\\';
    private static final long SPACES = ONES * ' ';
    private static final long MIX = 0x9E3779B97F4A7C15L;

    private final byte[] bytes;
    private final ByteBuffer words;

    Words(byte[] body) {
        this.bytes = body;
        this.words = ByteBuffer.wrap(body).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Returns the body. */
    byte[] bytes() {
        return bytes;
    }

    /** Returns the word that begins at a byte; behind the end of the body it is zero. */
    long at(int from) {
        return from <= bytes.length - BYTES ? words.getLong(from) : tail(from);
    }

    private long tail(int from) {
        long word = 0;
        for (int i = bytes.length - 1; i >= from; i--) {
            word = word << Byte.SIZE | bytes[i] & 0xFF;
        }
        return word;
    }

    /** Returns the first word of a text; what the text has not of it is zero. */
    long first(int from, int length) {
        long word = at(from);
        return length < BYTES ? word & (1L << Byte.SIZE * length) - 1 : word;
    }

    /** Returns the last word of a text; zero when the first one has it all. */
    long last(int from, int length) {
        return length > BYTES ? at(from + length - BYTES) : 0;
    }

    /** Returns a hash of a text. */
    static int hash(long first, long last, int length) {
        long mixed = (first * MIX ^ Long.rotateLeft(last, Integer.SIZE)) * MIX + length;
        return (int) (mixed * MIX >>> Integer.SIZE);
    }

    /** Says whether two texts of one length are one, whose first and last words are. */
    boolean isSameBetween(int from, byte[] others, int othersFrom, int length) {
        return length <= 2 * BYTES
                || Arrays.equals(
                        bytes,
                        from + BYTES,
                        from + length - BYTES,
                        others,
                        othersFrom + BYTES,
                        othersFrom + length - BYTES);
    }

    /**
     * Returns how many bytes of a word come before a quote, a backslash or a control character;
     * eight when it has none.
     */
    static int plainBytes(long word) {
        long quote = word ^ QUOTES;
        long backslash = word ^ BACKSLASHES;
        // A byte that is zero, or less than a space, borrows from its highest bit. What comes
        // behind such a byte may be marked wrongly, and the first mark never is.
        long ends =
                ((quote - ONES) & ~quote
                                | (backslash - ONES) & ~backslash
                                | (word - SPACES) & ~word)
                        & HIGHS;
        return Long.numberOfTrailingZeros(ends) / Byte.SIZE;
    }

    /** Says whether all bytes that were put together by OR are ASCII. */
    static boolean isAscii(long seen) {
        return (seen & HIGHS) == 0;
    }
}
