package io.clew.graph;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/**
 * Holds ints by number and grows in chunks, so that nothing a reader holds ever moves.
 *
 * <p>One thread writes. A reader sees what was written before the view that it took was published;
 * {@link #getAcquire} and {@link #setRelease} are for what it may see earlier.
 */
final class IntColumn {

    private static final int CHUNK_BITS = 14;
    private static final int CHUNK = 1 << CHUNK_BITS;
    private static final int[] EMPTY = {};
    private static final VarHandle ELEMENT = MethodHandles.arrayElementVarHandle(int[].class);

    private volatile int[][] chunks = {};

    /** Returns the value at an index; 0 when none was ever set near it. */
    int get(int index) {
        int[] chunk = chunk(index);
        return chunk.length == 0 ? 0 : chunk[index & (CHUNK - 1)];
    }

    int getAcquire(int index) {
        int[] chunk = chunk(index);
        return chunk.length == 0 ? 0 : (int) ELEMENT.getAcquire(chunk, index & (CHUNK - 1));
    }

    void set(int index, int value) {
        writable(index)[index & (CHUNK - 1)] = value;
    }

    void setRelease(int index, int value) {
        ELEMENT.setRelease(writable(index), index & (CHUNK - 1), value);
    }

    private int[] chunk(int index) {
        int[][] all = chunks;
        int number = index >>> CHUNK_BITS;
        return number < all.length ? all[number] : EMPTY;
    }

    private int[] writable(int index) {
        int[][] all = chunks;
        int number = index >>> CHUNK_BITS;
        if (number < all.length && all[number].length != 0) {
            return all[number];
        }
        int[][] grown = Arrays.copyOf(all, Math.max(all.length, number + 1));
        for (int i = all.length; i < grown.length; i++) {
            grown[i] = EMPTY;
        }
        int[] chunk = new int[CHUNK];
        grown[number] = chunk;
        chunks = grown;
        return chunk;
    }
}
