package io.clew.store.metrics;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Encodes the points of one write, of any number of metrics, as they came: what is stored until
 * enough has gathered for a block of each metric.
 */
final class MetricTail {
    private MetricTail() {}

    private static final byte VERSION = 1;

    /** Longest key that a reader believes; the callers' own limits are far below. */
    private static final int KEY_BYTES_MAX = 1 << 16;

    static byte[] encode(List<MetricPoint> points) {
        Map<String, Points> byKey = byKey(points);
        BitWriter out = new BitWriter(16 + points.size() * 16);
        out.put(VERSION);
        out.varint(byKey.size());
        byKey.forEach(
                (key, column) -> {
                    byte[] name = key.getBytes(StandardCharsets.UTF_8);
                    out.varint(name.length);
                    out.put(name);
                    byte[] block = MetricBlock.encode(column);
                    out.varint(block.length);
                    out.put(block);
                });
        return out.toBytes();
    }

    static Map<String, Points> byKey(List<MetricPoint> points) {
        Map<String, Points> byKey = new TreeMap<>();
        for (MetricPoint point : points) {
            byKey.computeIfAbsent(point.key(), key -> new Points(4)).add(point);
        }
        return byKey;
    }

    /** Adds the points of the wanted keys to lists by key. */
    static void decode(byte[] tail, Predicate<String> wanted, Map<String, Points> into) {
        BitReader in = new BitReader(tail, 0, tail.length);
        byte version = in.get();
        if (version != VERSION) {
            throw new IllegalStateException(
                    "a tail of metric points has the unknown version " + version);
        }
        int keys = in.count(tail.length);
        for (int i = 0; i < keys; i++) {
            int nameLength = in.count(KEY_BYTES_MAX);
            String key = new String(tail, in.skip(nameLength), nameLength, StandardCharsets.UTF_8);
            int length = in.count(tail.length);
            int from = in.skip(length);
            if (wanted.test(key)) {
                into.computeIfAbsent(key, k -> new Points(16))
                        .addAll(MetricBlock.decode(new BitReader(tail, from, from + length)));
            }
        }
    }
}
