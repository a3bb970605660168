package io.clew.store.metrics;

/**
 * Encodes doubles bit for bit, in whichever of two ways is shorter for a block.
 *
 * <p>XOR writes what differs from the value before, without leading and trailing zero bits
 * (Pelkonen et al., Gorilla, VLDB 2015, section 4.1): short for repeats, floats and slow changes.
 * RANGE, of {@link RangeColumn}, is shorter for noise, of which XOR spends bits to say where it
 * differs. SPLIT packs sign and exponent apart from the fraction; it was written before RANGE and
 * is only read.
 */
final class ValueColumn {
    private ValueColumn() {}

    private static final byte XOR = 0;
    private static final byte SPLIT = 1;
    private static final byte RANGE = 2;

    /** Bits that a new window costs beyond its payload: 6 for leading zeros, 6 for the length. */
    private static final int WINDOW_BITS = 12;

    /** Values that share a header in SPLIT. */
    private static final int PACK = 128;

    /** Fewer values than that are not tried in RANGE: its header would eat the gain. */
    private static final int RANGE_MIN = 16;

    private static final int FRACTION_BITS = 52;

    static void encode(BitWriter out, Points points) {
        byte[] xor = xor(points);
        byte[] range = points.size() < RANGE_MIN ? xor : range(points);
        if (range.length < xor.length) {
            out.put(RANGE);
            out.put(range);
        } else {
            out.put(XOR);
            out.put(xor);
        }
    }

    private static byte[] range(Points points) {
        BitWriter out = new BitWriter(points.size() * 9);
        RangeColumn.encode(out, points);
        return out.toBytes();
    }

    static long[] decode(BitReader in, int size) {
        return switch (in.get()) {
            case XOR -> unXor(in, size);
            case SPLIT -> unSplit(in, size);
            case RANGE -> RangeColumn.decode(in, size);
            default -> throw BitReader.damaged();
        };
    }

    private static byte[] xor(Points points) {
        BitWriter out = new BitWriter(points.size() * 9);
        long before = points.valueBits(0);
        out.bits(before, Long.SIZE);
        int leading = 0;
        int window = Long.SIZE;
        for (int i = 1; i < points.size(); i++) {
            long value = points.valueBits(i);
            long xor = value ^ before;
            before = value;
            if (xor == 0) {
                out.bits(0, 1);
                continue;
            }
            int zerosBefore = Long.numberOfLeadingZeros(xor);
            int zerosAfter = Long.numberOfTrailingZeros(xor);
            int needed = Long.SIZE - zerosBefore - zerosAfter;
            int trailing = Long.SIZE - leading - window;
            boolean fits = zerosBefore >= leading && zerosAfter >= trailing;
            if (fits && window <= needed + WINDOW_BITS) {
                out.bits(0b10, 2);
                out.bits(xor >>> trailing, window);
            } else {
                leading = zerosBefore;
                window = needed;
                out.bits(0b11, 2);
                out.bits(leading, 6);
                out.bits(window - 1, 6);
                out.bits(xor >>> zerosAfter, window);
            }
        }
        return out.toBytes();
    }

    private static long[] unXor(BitReader in, int size) {
        long[] values = new long[size];
        values[0] = in.bits(Long.SIZE);
        int leading = 0;
        int window = Long.SIZE;
        for (int i = 1; i < size; i++) {
            if (in.bits(1) == 0) {
                values[i] = values[i - 1];
                continue;
            }
            if (in.bits(1) == 1) {
                leading = (int) in.bits(6);
                window = (int) in.bits(6) + 1;
                if (leading + window > Long.SIZE) {
                    throw BitReader.damaged();
                }
            }
            values[i] = values[i - 1] ^ in.bits(window) << (Long.SIZE - leading - window);
        }
        in.align();
        return values;
    }

    private static long[] unSplit(BitReader in, int size) {
        long[] values = new long[size];
        for (int from = 0; from < size; from += PACK) {
            long least = in.bits(12);
            int width = (int) in.bits(4);
            int zeros = (int) in.bits(6);
            if (zeros > FRACTION_BITS) {
                throw BitReader.damaged();
            }
            for (int i = from; i < Math.min(size, from + PACK); i++) {
                long scale = least + in.bits(width);
                long fraction = in.bits(FRACTION_BITS - zeros) << zeros;
                values[i] = scale << 63 | scale >>> 1 << FRACTION_BITS | fraction;
            }
        }
        in.align();
        return values;
    }
}
