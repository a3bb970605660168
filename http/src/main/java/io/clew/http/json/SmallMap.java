package io.clew.http.json;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Holds the few members of a JSON object in the order sent, side by side; cannot be changed.
 *
 * <p>Nearly all objects have a handful of members. A look through them takes less time than a hash
 * table, and a quarter of its memory.
 */
final class SmallMap extends AbstractMap<String, @Nullable Object> {
    /** Most members that are looked through one by one. */
    private static final int SIZE_MAX = 8;

    private static final SmallMap EMPTY = new SmallMap(new Object[0]);

    /** Names and values by turns. */
    private final @Nullable Object[] members;

    private SmallMap(@Nullable Object[] members) {
        this.members = members;
    }

    /**
     * Makes a map of members that lie in a part of an array.
     *
     * @param members names and values by turns
     * @return null when a name is there twice
     */
    static @Nullable Map<String, @Nullable Object> of(
            @Nullable Object[] members, int from, int to) {
        if (from == to) {
            return EMPTY;
        }
        if (to - from <= 2 * SIZE_MAX) {
            return repeats(members, from, to)
                    ? null
                    : new SmallMap(Arrays.copyOfRange(members, from, to));
        }
        int size = (to - from) / 2;
        Map<String, @Nullable Object> large = LinkedHashMap.newLinkedHashMap(size);
        for (int i = from; i < to; i += 2) {
            large.put(name(members, i), members[i + 1]);
        }
        return large.size() == size ? large : null;
    }

    private static boolean repeats(@Nullable Object[] members, int from, int to) {
        for (int i = from + 2; i < to; i += 2) {
            if (find(members, from, i, name(members, i)) >= 0) {
                return true;
            }
        }
        return false;
    }

    /** Returns where a name is; −1 when it is not there. */
    private static int find(@Nullable Object[] members, int from, int to, String name) {
        int hash = name.hashCode();
        for (int i = from; i < to; i += 2) {
            String each = name(members, i);
            if (each.hashCode() == hash && each.equals(name)) {
                return i;
            }
        }
        return -1;
    }

    private static String name(@Nullable Object[] members, int at) {
        return (String) Objects.requireNonNull(members[at]);
    }

    private int find(@Nullable Object key) {
        return key instanceof String name ? find(members, 0, members.length, name) : -1;
    }

    @Override
    public int size() {
        return members.length / 2;
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
        return find(key) >= 0;
    }

    @Override
    public @Nullable Object get(@Nullable Object key) {
        int at = find(key);
        return at < 0 ? null : members[at + 1];
    }

    @Override
    public void forEach(BiConsumer<? super String, ? super @Nullable Object> action) {
        for (int i = 0; i < members.length; i += 2) {
            action.accept(name(members, i), members[i + 1]);
        }
    }

    @Override
    public Set<Map.Entry<String, @Nullable Object>> entrySet() {
        return new Entries();
    }

    private final class Entries extends AbstractSet<Map.Entry<String, @Nullable Object>> {
        @Override
        public int size() {
            return SmallMap.this.size();
        }

        @Override
        public Iterator<Map.Entry<String, @Nullable Object>> iterator() {
            return new Walk();
        }
    }

    private final class Walk implements Iterator<Map.Entry<String, @Nullable Object>> {
        private int at;

        @Override
        public boolean hasNext() {
            return at < members.length;
        }

        @Override
        public Map.Entry<String, @Nullable Object> next() {
            if (at >= members.length) {
                throw new NoSuchElementException();
            }
            Map.Entry<String, @Nullable Object> entry =
                    new SimpleImmutableEntry<>(name(members, at), members[at + 1]);
            at += 2;
            return entry;
        }
    }
}
