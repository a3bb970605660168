package io.clew.protocol.openlineage.runs;

import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Remembers what was made of texts that nearly every event repeats, so that it is made once and is
 * one object, which is compared at once.
 */
final class Recent<K, V> {
    private final ConcurrentHashMap<K, V> known = new ConcurrentHashMap<>();
    private final int max;
    private final Function<K, V> make;

    /**
     * Remembers nothing yet.
     *
     * @param max how many are remembered
     * @param make makes a value, which must not change
     */
    Recent(int max, Function<K, V> make) {
        this.max = max;
        this.make = make;
    }

    V of(K key) {
        V value = known.get(key);
        if (value != null) {
            return value;
        }
        if (known.size() >= max) {
            known.clear();
        }
        V made = make.apply(key);
        V other = known.putIfAbsent(key, made);
        return other == null ? made : other;
    }
}
