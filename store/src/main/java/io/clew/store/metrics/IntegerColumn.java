package io.clew.store.metrics;

/**
 * Encodes integers as bit-packed differences: constant steps take next to nothing, and any long has
 * a place.
 */
final class IntegerColumn {
    private IntegerColumn() {}

    /** Differences that share one width: few, so that one pause does not widen a whole block. */
    private static final int PACK = 128;

    /** Gives the integer at an index. */
    interface Source {
        long at(int index);
    }

    static void encode(BitWriter out, int size, Source column) {
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

    static long[] decode(BitReader in, int size) {
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
}
