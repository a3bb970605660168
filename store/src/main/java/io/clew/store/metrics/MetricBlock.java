package io.clew.store.metrics;

/**
 * Encodes points of one metric as bytes, column by column; docs/formats/metric-blocks.md has the
 * format byte by byte.
 *
 * <p>Integers are bit-packed differences; values are the XOR with their predecessor without its
 * leading and trailing zero bits (Pelkonen et al., Gorilla, VLDB 2015, section 4.1).
 */
final class MetricBlock {
    private MetricBlock() {}

    /** Version of the format, its first byte; readers know all versions up to it. */
    private static final byte VERSION = 1;

    /** Most points of a block: bounds what a reader decodes for one row. */
    static final int POINTS_MAX = 1 << 17;

    /** Differences that share one width: small, so that one pause does not widen a whole block. */
    private static final int PACK = 128;

    /** Bits that a new window costs beyond its payload: 6 for leading zeros, 6 for the length. */
    private static final int WINDOW_BITS = 12;

    static byte[] encode(Points points) {
        BitWriter out = new BitWriter(16 + points.size() * 10);
        encode(points, out);
        return out.toBytes();
    }

    static void encode(Points points, BitWriter out) {
        int size = points.size();
        if (size == 0 || size > POINTS_MAX) {
            throw new IllegalArgumentException("a block holds 1 to " + POINTS_MAX + " points");
        }
        out.put(VERSION);
        out.varint(size);
        integers(out, size, points::time);
        integers(out, size, points::step);
        integers(out, size, points::association);
        values(out, points);
    }

    static Points decode(byte[] block) {
        BitReader in = new BitReader(block, 0, block.length);
        Points points = decode(in);
        if (!in.atEnd()) {
            throw BitReader.damaged();
        }
        return points;
    }

    static Points decode(BitReader in) {
        byte version = in.get();
        if (version != VERSION) {
            throw new IllegalStateException(
                    "a block of metric points has the unknown version " + version);
        }
        int size = in.count(POINTS_MAX);
        if (size == 0) {
            throw BitReader.damaged();
        }
        long[] times = integers(in, size);
        long[] steps = integers(in, size);
        long[] associations = integers(in, size);
        long[] values = values(in, size);
        Points points = new Points(size);
        for (int i = 0; i < size; i++) {
            points.add(times[i], steps[i], values[i], (int) associations[i]);
        }
        return points;
    }

    private interface Column {
        long at(int index);
    }

    private static void integers(BitWriter out, int size, Column column) {
        out.zigzag(column.at(0));
        for (int from = 1; from < size; from += PACK) {
            int end = Math.min(size, from + PACK);
            long least = Long.MAX_VALUE;
            for (int i = from; i < end; i++) {
                least = Math.min(least, column.at(i) - column.at(i - 1));
            }
            long used = 0;
            for (int i = from; i < end; i++) {
                used |= column.at(i) - column.at(i - 1) - least;
            }
            int width = Long.SIZE - Long.numberOfLeadingZeros(used);
            out.zigzag(least);
            out.put((byte) width);
            for (int i = from; i < end; i++) {
                out.bits(column.at(i) - column.at(i - 1) - least, width);
            }
            out.align();
        }
    }

    private static long[] integers(BitReader in, int size) {
        long[] column = new long[size];
        column[0] = in.zigzag();
        for (int from = 1; from < size; from += PACK) {
            int end = Math.min(size, from + PACK);
            long least = in.zigzag();
            int width = in.get();
            if (width < 0 || width > Long.SIZE) {
                throw BitReader.damaged();
            }
            for (int i = from; i < end; i++) {
                column[i] = column[i - 1] + least + in.bits(width);
            }
            in.align();
        }
        return column;
    }

    private static void values(BitWriter out, Points points) {
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
        out.align();
    }

    private static long[] values(BitReader in, int size) {
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
}
