package io.clew.store.metrics;

/**
 * Encodes points of one metric as bytes, column by column; docs/formats/metric-blocks.md has the
 * format byte by byte.
 */
final class MetricBlock {
    private MetricBlock() {}

    /**
     * Version of the format, its first byte; readers know all versions up to it. 2 added values as
     * ranges.
     */
    private static final byte VERSION = 2;

    /** Most points of a block: bounds what a reader decodes for one row. */
    static final int POINTS_MAX = 1 << 17;

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
        IntegerColumn.encode(out, size, points::time);
        IntegerColumn.encode(out, size, points::step);
        IntegerColumn.encode(out, size, points::association);
        ValueColumn.encode(out, points);
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
        if (version < 1 || version > VERSION) {
            throw new IllegalStateException(
                    "a block of metric points has the unknown version " + version);
        }
        int size = in.count(POINTS_MAX);
        if (size == 0) {
            throw BitReader.damaged();
        }
        long[] times = IntegerColumn.decode(in, size);
        long[] steps = IntegerColumn.decode(in, size);
        long[] associations = IntegerColumn.decode(in, size);
        long[] values = ValueColumn.decode(in, size);
        Points points = new Points(size);
        for (int i = 0; i < size; i++) {
            points.add(times[i], steps[i], values[i], (int) associations[i]);
        }
        return points;
    }
}
