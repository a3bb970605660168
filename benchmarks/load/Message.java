import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Holds the bytes of a request, or of an answer's body; used again and again by one connection.
 *
 * <p>Only the first bytes of a long body are kept; {@link #total} counts all.
 */
final class Message {

    /** Bytes of a body that are kept to be checked: more than any answer in JSON here has. */
    private static final int KEPT_MAX = 16 << 20;

    byte[] bytes = new byte[4096];
    int size;
    long total;
    int status;

    /** What follows {@link #bytes} in a request, sent as often as said: a large upload. */
    byte[] more = {};

    int moreTimes;

    void clear() {
        size = 0;
        total = 0;
    }

    Message add(byte[] from, int start, int count) {
        total += count;
        int kept = Math.min(count, KEPT_MAX - size);
        if (size + kept > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + kept));
        }
        System.arraycopy(from, start, bytes, size, kept);
        size += kept;
        return this;
    }

    Message add(byte[] all) {
        return add(all, 0, all.length);
    }

    Message add(String text) {
        return add(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Appends a number that is not negative. */
    Message add(long number) {
        byte[] digits = new byte[20];
        int start = digits.length;
        long rest = number;
        do {
            digits[--start] = (byte) ('0' + rest % 10);
            rest /= 10;
        } while (rest > 0);
        return add(digits, start, digits.length - start);
    }

    /** Counts how often a text is among the bytes kept. */
    int count(byte[] wanted) {
        int found = 0;
        for (int i = 0; i + wanted.length <= size; i++) {
            if (bytes[i] == wanted[0]
                    && Arrays.equals(bytes, i, i + wanted.length, wanted, 0, wanted.length)) {
                found++;
                i += wanted.length - 1;
            }
        }
        return found;
    }

    String text() {
        return new String(bytes, 0, size, StandardCharsets.UTF_8);
    }
}
