package io.clew.store.metrics;

/**
 * Packs doubles as their distances from the least of a pack, bit for bit: short for noise around a
 * level, where neighbours share little but their range.
 *
 * <p>Non-negative doubles are ordered as their bits are, so a pack that spans a small part of a
 * power of two takes fewer bits than sign, exponent and fraction do.
 */
final class RangeColumn {
    private RangeColumn() {}

    /** Values that share a header: few, so that one outlier does not widen a whole block. */
    private static final int PACK = 128;

    /**
     * Leading bits of the range that the stored least is exact to: a shorter header for at most 1
     * %.
     */
    private static final int LEAST_BITS = 7;

    private static final int POSITIVE = 0;
    private static final int NEGATIVE = 1;
    private static final int MIXED = 2;

    static void encode(BitWriter out, Points points) {
        for (int from = 0; from < points.size(); from += PACK) {
            pack(out, points, from, Math.min(points.size(), from + PACK));
        }
    }

    private static void pack(BitWriter out, Points points, int from, int end) {
        long any = 0;
        long all = -1;
        for (int i = from; i < end; i++) {
            any |= points.valueBits(i);
            all &= points.valueBits(i);
        }
        int sign = any >= 0 ? POSITIVE : all < 0 ? NEGATIVE : MIXED;
        int zeros = Math.min(Long.SIZE - 1, Long.numberOfTrailingZeros(any & Long.MAX_VALUE));
        long min = -1;
        long max = 0;
        for (int i = from; i < end; i++) {
            long key = key(points.valueBits(i), sign, zeros);
            min = Long.compareUnsigned(key, min) < 0 ? key : min;
            max = Long.compareUnsigned(key, max) > 0 ? key : max;
        }
        int width = length(max - min);
        while (length(max - rounded(min, width)) > width) {
            width++;
        }
        long least = rounded(min, width);
        out.bits(sign, 2);
        out.bits(zeros, 6);
        out.bits(width, 7);
        out.bits(least >>> dropped(width), Long.SIZE - zeros - dropped(width));
        for (int i = from; i < end; i++) {
            out.bits(key(points.valueBits(i), sign, zeros) - least, width);
        }
    }

    static long[] decode(BitReader in, int size) {
        long[] values = new long[size];
        for (int from = 0; from < size; from += PACK) {
            int sign = (int) in.bits(2);
            int zeros = (int) in.bits(6);
            int width = (int) in.bits(7);
            if (sign > MIXED || width > Long.SIZE - zeros) {
                throw BitReader.damaged();
            }
            long least = in.bits(Long.SIZE - zeros - dropped(width)) << dropped(width);
            for (int i = from; i < Math.min(size, from + PACK); i++) {
                values[i] = value(least + in.bits(width), sign, zeros);
            }
        }
        in.align();
        return values;
    }

    /** Returns what is packed of a value: ordered by magnitude, the sign last where it differs. */
    private static long key(long valueBits, int sign, int zeros) {
        long magnitude = (valueBits & Long.MAX_VALUE) >>> zeros;
        return sign == MIXED ? magnitude << 1 | valueBits >>> 63 : magnitude;
    }

    private static long value(long key, int sign, int zeros) {
        return sign == MIXED ? key << 63 | key >>> 1 << zeros : (long) sign << 63 | key << zeros;
    }

    private static long rounded(long least, int width) {
        return least >>> dropped(width) << dropped(width);
    }

    private static int dropped(int width) {
        return Math.max(0, width - LEAST_BITS);
    }

    private static int length(long value) {
        return Long.SIZE - Long.numberOfLeadingZeros(value);
    }
}
