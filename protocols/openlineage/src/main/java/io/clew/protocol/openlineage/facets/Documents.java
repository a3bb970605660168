package io.clew.protocol.openlineage.facets;

import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Keeps JSON that Clew does not look into, within bounds. */
final class Documents {
    /** Largest JSON of a document in an attribute, in bytes: they are read with their node. */
    static final int SIZE_BYTES_MAX = 16 * 1024;

    /** Deepest nesting: values of facts go down to 64 levels. */
    private static final int DEPTH_MAX = 50;

    private Documents() {}

    /**
     * Returns a document as it was sent, or when it is too large or too deep, {@code {kept: "in the
     * event", bytes: n}}.
     */
    static Object of(Object value) {
        Measure measure = new Measure();
        measure.add(value, 0);
        if (measure.bytes > SIZE_BYTES_MAX || measure.depth > DEPTH_MAX) {
            return Map.of("kept", "in the event", "bytes", measure.bytes);
        }
        return measure.huge ? withoutHuge(value) : value;
    }

    /** Returns a copy in which integers beyond 64 bits are texts: facts cannot hold them. */
    private static Object withoutHuge(Object value) {
        return switch (value) {
            case BigInteger number -> number.toString();
            case List<?> list -> list.stream().map(Documents::orNull).toList();
            case Map<?, ?> map -> {
                Map<Object, @Nullable Object> copy = new LinkedHashMap<>();
                map.forEach((key, member) -> copy.put(key, orNull(member)));
                yield copy;
            }
            default -> value;
        };
    }

    private static @Nullable Object orNull(@Nullable Object value) {
        return value == null ? null : withoutHuge(value);
    }

    /** Adds up how large a value is as JSON without white space, in bytes of UTF-8. */
    private static final class Measure {
        private long bytes;
        private int depth;
        private boolean huge;

        void add(@Nullable Object value, int level) {
            depth = Math.max(depth, level);
            switch (value) {
                case null -> bytes += 4;
                case String text -> text(text);
                case List<?> list -> {
                    bytes += 2 + Math.max(0, list.size() - 1);
                    list.forEach(element -> add(element, level + 1));
                }
                case Map<?, ?> map -> {
                    bytes += 2 + Math.max(0, map.size() - 1);
                    map.forEach(
                            (key, member) -> {
                                text((String) key);
                                bytes++;
                                add(member, level + 1);
                            });
                }
                default -> {
                    huge |= value instanceof BigInteger;
                    bytes += value.toString().length();
                }
            }
        }

        private void text(String text) {
            bytes += 2;
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                if (c < 0x20) {
                    bytes += "\b\t\n\f\r".indexOf(c) >= 0 ? 2 : 6;
                } else if (c == '"' || c == '\\') {
                    bytes += 2;
                } else if (c < 0x80) {
                    bytes++;
                } else {
                    bytes += c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
                }
            }
        }
    }
}
