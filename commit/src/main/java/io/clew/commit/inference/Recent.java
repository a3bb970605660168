package io.clew.commit.inference;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Keeps by number what was used last. Bounded by the parts of all together: things differ much in
 * size, and most are small. Between two times that it is trimmed nothing is lost.
 *
 * @param <V> what is kept; it may grow
 */
final class Recent<V> {

    /** What a thing takes by itself, in parts. */
    private static final int PARTS_OF_ONE = 3;

    /** All are counted when so great a share of what may be kept came. */
    private static final int SHARE = 8;

    private final int partsMax;
    private final ToIntFunction<V> parts;
    private final LinkedHashMap<Integer, V> known = new LinkedHashMap<>(64, 0.75f, true);
    private int grown;

    /**
     * Makes an empty memory.
     *
     * @param partsMax bounds the parts of all; an eighth more may be kept, and what one write
     *     brings
     */
    Recent(int partsMax, ToIntFunction<V> parts) {
        this.partsMax = partsMax;
        this.parts = parts;
    }

    @Nullable V get(int number) {
        return known.get(number);
    }

    void put(int number, V value) {
        known.put(number, value);
        grown(PARTS_OF_ONE + parts.applyAsInt(value));
    }

    /** Learns that what is kept has more parts. */
    void grown(int more) {
        grown += more;
    }

    void forget() {
        known.clear();
        grown = 0;
    }

    /** Forgets what was used longest ago when there is too much. */
    void trim() {
        if (grown < partsMax / SHARE) {
            return;
        }
        grown = 0;
        long all = 0;
        for (V value : known.values()) {
            all += size(value);
        }
        Iterator<Map.Entry<Integer, V>> eldest = known.entrySet().iterator();
        while (all > partsMax) {
            all -= size(eldest.next().getValue());
            eldest.remove();
        }
    }

    private int size(V value) {
        return PARTS_OF_ONE + parts.applyAsInt(value);
    }
}
