package io.clew.graph;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Holds ints by number and grows in chunks, so that nothing a reader holds ever moves.
 *
 * <p>One thread writes. A reader sees what was written before the view that it took was published;
 * {@link #getAcquire} and {@link #setRelease} are for what it may see earlier.
 */
final class IntColumn {

    /** Ints of a chunk, which is a block of a snapshot: 64 KiB. */
    static final int CHUNK = 1 << 14;

    private static final int CHUNK_BITS = 14;
    private static final int[] ABSENT = new int[CHUNK];
    private static final VarHandle ELEMENT = MethodHandles.arrayElementVarHandle(int[].class);
    private static final VarHandle SLOT = MethodHandles.arrayElementVarHandle(int[][].class);

    private final @Nullable Stored stored;
    private volatile int[][] chunks;

    /** Reads chunks that were stored before, each at its first use. */
    @FunctionalInterface
    interface Stored {

        /** Returns a fresh copy of a chunk, of {@link #CHUNK} ints; null when it was never set. */
        int @Nullable [] chunk(int number);
    }

    IntColumn() {
        this.stored = null;
        this.chunks = new int[0][];
    }

    /**
     * Makes a column whose first chunks are stored.
     *
     * @param count how many chunks are
     */
    IntColumn(Stored stored, int count) {
        this.stored = stored;
        this.chunks = new int[count][];
    }

    /** Returns the value at an index; 0 when none was ever set near it. */
    int get(int index) {
        return chunk(index)[index & (CHUNK - 1)];
    }

    int getAcquire(int index) {
        return (int) ELEMENT.getAcquire(chunk(index), index & (CHUNK - 1));
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
        int[] chunk = number < all.length ? all[number] : ABSENT;
        return chunk != null ? chunk : load(all, number);
    }

    /** Two threads may read the same chunk; the first to put it in place wins. */
    private int[] load(int[][] all, int number) {
        int[] read = stored == null ? null : stored.chunk(number);
        if (read == null) {
            return ABSENT;
        }
        int[] other = (int[]) SLOT.compareAndExchange(all, number, (int[]) null, read);
        return other != null ? other : read;
    }

    private int[] writable(int index) {
        int number = index >>> CHUNK_BITS;
        int[][] all = chunks;
        if (number >= all.length) {
            for (int i = 0; i < all.length; i++) {
                chunk(i << CHUNK_BITS);
            }
            all = Arrays.copyOf(all, Math.max(number + 1, all.length + (all.length >> 1)));
            chunks = all;
        }
        int[] chunk = all[number] != null ? all[number] : load(all, number);
        if (chunk == ABSENT) {
            chunk = new int[CHUNK];
            SLOT.setRelease(all, number, chunk);
        }
        return chunk;
    }

    /** Returns how many bytes the chunks that are in memory take. */
    long bytes() {
        long sum = 0;
        for (int[] chunk : chunks) {
            sum += chunk == null || chunk == ABSENT ? 0 : 4L * CHUNK;
        }
        return sum;
    }

    /** Returns how many chunks there may be. */
    int chunkCount() {
        return chunks.length;
    }

    /** Returns a chunk's ints, not to be changed; null when none was ever set there. */
    int @Nullable [] chunkAt(int number) {
        int[] chunk = chunk(number << CHUNK_BITS);
        return chunk == ABSENT ? null : chunk;
    }
}
