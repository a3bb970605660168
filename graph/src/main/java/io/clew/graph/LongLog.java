package io.clew.graph;

import java.util.Arrays;

/** Holds longs by number and grows in chunks, as {@link IntColumn} does ints. */
final class LongLog {

    private static final int CHUNK_BITS = 10;
    private static final int CHUNK = 1 << CHUNK_BITS;

    private volatile long[][] chunks = {};

    long get(int index) {
        return chunks[index >>> CHUNK_BITS][index & (CHUNK - 1)];
    }

    /** Sets a value; indexes are first set in ascending order. */
    void set(int index, long value) {
        int number = index >>> CHUNK_BITS;
        long[][] all = chunks;
        if (number == all.length) {
            all = Arrays.copyOf(all, number + 1);
            all[number] = new long[CHUNK];
            chunks = all;
        }
        all[number][index & (CHUNK - 1)] = value;
    }
}
