package io.clew.protocol.metaflow.rows;

import io.clew.protocol.metaflow.wire.Cursor;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Holds a part of a list.
 *
 * @param next names the last element when more follow; null when none do
 */
public record Page<T>(List<T> elements, @Nullable Cursor next) {
    public Page {
        elements = List.copyOf(elements);
    }

    /** Makes the page of what was read: one more than its limit when more follow. */
    static <T> Page<T> of(List<T> read, int limit, Function<T, Cursor> cursor) {
        if (read.size() <= limit) {
            return new Page<>(read, null);
        }
        List<T> elements = read.subList(0, limit);
        return new Page<>(elements, cursor.apply(elements.getLast()));
    }
}
