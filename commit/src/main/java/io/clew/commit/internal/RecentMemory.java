package io.clew.commit.internal;

import io.clew.commit.Memory;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Remembers what was used last. */
final class RecentMemory implements Memory {

    /** Things remembered, some hundred bytes each: so few that most die young when nobody asks. */
    private static final int REMEMBERED_MAX = 8_000;

    private final LinkedHashMap<Object, Object> known =
            new LinkedHashMap<>(1024, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<Object, Object> eldest) {
                    return size() > REMEMBERED_MAX;
                }
            };

    @Override
    public @Nullable Object recall(Object key) {
        return known.get(key);
    }

    @Override
    public void remember(Object key, Object value) {
        known.put(key, value);
    }

    @Override
    public void forget(Object key) {
        known.remove(key);
    }

    void forgetAll() {
        known.clear();
    }
}
