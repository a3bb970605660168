package io.clew.graph;

import java.util.Arrays;

/** Holds texts by number and grows in chunks, as {@link IntColumn} does ints. */
final class TextColumn {

    private static final int CHUNK_BITS = 12;
    private static final int CHUNK = 1 << CHUNK_BITS;

    private volatile String[][] chunks = {};

    String get(int index) {
        return chunks[index >>> CHUNK_BITS][index & (CHUNK - 1)];
    }

    /** Sets a text; indexes are first set in ascending order. */
    void set(int index, String value) {
        int number = index >>> CHUNK_BITS;
        String[][] all = chunks;
        if (number == all.length) {
            all = Arrays.copyOf(all, number + 1);
            all[number] = new String[CHUNK];
            chunks = all;
        }
        all[number][index & (CHUNK - 1)] = value;
    }
}
