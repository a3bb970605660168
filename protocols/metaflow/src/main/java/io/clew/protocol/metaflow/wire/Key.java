package io.clew.protocol.metaflow.wire;

import io.clew.model.ClewException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;

/**
 * Names a run or task in a path: digits are an id that the service made, everything else is one
 * that a client made.
 *
 * @param text as it stands in the path, decoded
 */
public record Key(String text) {
    /** Largest UTF-8 size of a name: two of them fit into an index of either database. */
    public static final int SIZE_BYTES_MAX = 1000;

    /** Says whether a text is an id of the service's. */
    public static boolean isNumber(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /** Says whether the service made the id. */
    public boolean isNumber() {
        return isNumber(text);
    }

    /** Returns the service's id; empty for a client's, and for one of more than 64 bits. */
    public OptionalLong number() {
        if (!isNumber() || text.length() > 40) {
            return OptionalLong.empty();
        }
        BigInteger value = new BigInteger(text);
        return value.bitLength() < Long.SIZE
                ? OptionalLong.of(value.longValue())
                : OptionalLong.empty();
    }

    /** Returns a name when it is not too long, and holds something. */
    public static String checked(String field, String name) {
        if (name.isEmpty()) {
            throw ClewException.invalid(field, field + ": a name was expected, not an empty text");
        }
        if (name.getBytes(StandardCharsets.UTF_8).length > SIZE_BYTES_MAX) {
            throw ClewException.invalid(
                    field, "%s: at most %d bytes were expected".formatted(field, SIZE_BYTES_MAX));
        }
        return name;
    }
}
