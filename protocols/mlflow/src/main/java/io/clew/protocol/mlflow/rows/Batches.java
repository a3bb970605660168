package io.clew.protocol.mlflow.rows;

import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

/** Splits lists of parameters into what one statement takes. */
public final class Batches {
    /** Most values of one list in SQL. */
    public static final int SIZE_MAX = 500;

    private Batches() {}

    /** Calls for each part of at most {@link #SIZE_MAX} values; not at all when there are none. */
    public static <T> void each(Collection<T> values, Consumer<List<T>> part) {
        List<T> all = List.copyOf(values);
        for (int from = 0; from < all.size(); from += SIZE_MAX) {
            part.accept(all.subList(from, Math.min(all.size(), from + SIZE_MAX)));
        }
    }
}
