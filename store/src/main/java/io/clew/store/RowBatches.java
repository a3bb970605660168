package io.clew.store;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Cuts rows into the few fixed numbers by which statements of many rows stay prepared. */
public final class RowBatches {
    private RowBatches() {}

    private static final int[] SIZES = {64, 16, 4, 1};

    /** Hands on all rows in order, 64, 16, 4 or 1 at a time, for {@link Query#bindRows}. */
    public static void each(List<List<?>> rows, Consumer<List<List<?>>> insert) {
        of(rows).forEach(insert);
    }

    /** Cuts rows in their order into batches of 64, 16, 4 or 1. */
    public static <T> List<List<T>> of(List<T> rows) {
        List<List<T>> batches = new ArrayList<>();
        int from = 0;
        for (int size : SIZES) {
            for (; rows.size() - from >= size; from += size) {
                batches.add(rows.subList(from, from + size));
            }
        }
        return batches;
    }
}
