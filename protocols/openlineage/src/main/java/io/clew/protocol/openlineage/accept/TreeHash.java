package io.clew.protocol.openlineage.accept;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Hashes JSON values to 64 bits, the same on every machine and in whatever order members come. */
final class TreeHash {

    private static final long PRIME = 0x9E3779B97F4A7C15L;

    private TreeHash() {}

    static long of(@Nullable Object value) {
        return switch (value) {
            case null -> PRIME;
            case Map<?, ?> members -> {
                long sum = members.size();
                for (Map.Entry<?, ?> member : members.entrySet()) {
                    sum += mix(of(member.getKey()) * PRIME ^ of(member.getValue()));
                }
                yield mix(sum);
            }
            case List<?> elements -> {
                long hash = elements.size();
                for (Object element : elements) {
                    hash = and(hash, of(element));
                }
                yield hash;
            }
            case String text -> text(text);
            default -> mix(value.hashCode() + PRIME * value.getClass().getName().length());
        };
    }

    /** Returns the hash of a list of which all elements' hashes are known. */
    static long ofList(long... elements) {
        long hash = elements.length;
        for (long element : elements) {
            hash = and(hash, element);
        }
        return hash;
    }

    private static long and(long hash, long element) {
        return mix(hash * PRIME + element);
    }

    private static long text(String text) {
        long hash = text.length();
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * PRIME;
            hash ^= hash >>> 29;
        }
        return mix(hash);
    }

    /** The finalizer of SplitMix64: each bit of the input changes half of the output's. */
    private static long mix(long bits) {
        long z = (bits ^ bits >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }
}
