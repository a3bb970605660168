package io.clew.graph;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Packs numbers of one block into as few bits each as their range needs, beside one another.
 *
 * @param base the least number
 * @param bits bits of each number above the base: 0 to 56, or 64
 * @param data little-endian, least bit first, with eight spare bytes at the end
 */
record PackedInts(long base, int bits, byte[] data) {

    /** Beyond, a number at any bit would not lie within the eight bytes that one read takes. */
    private static final int BITS_MAX = 56;

    private static final int SPARE = Long.BYTES;
    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /** Packs the first numbers of an array. */
    static PackedInts of(long[] values, int count) {
        long least = Long.MAX_VALUE;
        long most = Long.MIN_VALUE;
        for (int i = 0; i < count; i++) {
            least = Math.min(least, values[i]);
            most = Math.max(most, values[i]);
        }
        int bits = Long.SIZE - Long.numberOfLeadingZeros(most - least);
        int width = bits > BITS_MAX ? Long.SIZE : bits;
        byte[] data = new byte[size(width, count)];
        for (int i = 0; i < count; i++) {
            long bit = (long) i * width;
            int at = (int) (bit >>> 3);
            long above = values[i] - least;
            LONG.set(data, at, (long) LONG.get(data, at) | above << (bit & 7));
        }
        return new PackedInts(least, width, data);
    }

    /** Returns how many bytes so many numbers take. */
    static int size(int bits, int count) {
        return (int) (((long) bits * count + 7) >>> 3) + SPARE;
    }

    long get(int index) {
        long bit = (long) index * bits;
        long word = (long) LONG.get(data, (int) (bit >>> 3)) >>> (bit & 7);
        return base + (bits == Long.SIZE ? word : word & (1L << bits) - 1);
    }
}
