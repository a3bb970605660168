package io.clew.store;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the columns of the current row by name; valid only inside the mapper. */
public interface Row {

    /** Returns a text that is never null. */
    String text(String column);

    /** Returns a text or null. */
    @Nullable String nullableText(String column);

    /** Returns an integer that is never null. */
    long integer(String column);

    /** Returns an integer, empty when null. */
    Optional<Long> optionalInteger(String column);

    /** Returns a floating-point number that is never null. */
    double real(String column);

    /** Returns a floating-point number, empty when null. */
    Optional<Double> optionalReal(String column);

    /** Returns bytes that are never null. */
    byte[] bytes(String column);

    /** Returns bytes or null. */
    byte @Nullable [] nullableBytes(String column);

    /** Returns whether an integer column is not 0. */
    default boolean flag(String column) {
        return integer(column) != 0;
    }
}
