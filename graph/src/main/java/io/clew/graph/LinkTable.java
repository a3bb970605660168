package io.clew.graph;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Maps edges to the chains of what was said of them; one thread writes, readers never wait.
 *
 * <p>The keys are kept in the order in which they came, too: {@link #key}.
 */
final class LinkTable {

    private static final VarHandle KEY = MethodHandles.arrayElementVarHandle(long[].class);
    private static final VarHandle LINK = MethodHandles.arrayElementVarHandle(int[].class);
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    /** The keys and links of one size; a full one is replaced by one of twice the size. */
    private record Slots(long[] keys, int[] links) {
        Slots(int size) {
            this(new long[size], new int[size]);
        }

        int slot(long key) {
            int mask = keys.length - 1;
            int at = (int) (key * SPREAD >>> 32) & mask;
            while (true) {
                long there = (long) KEY.getAcquire(keys, at);
                if (there == key || there == 0) {
                    return at;
                }
                at = at + 1 & mask;
            }
        }
    }

    private volatile Slots slots = new Slots(16);
    private volatile int count;
    private final LongLog order = new LongLog();

    /** Returns an edge's newest link; 0 when there is none here. */
    int get(long key) {
        if (count == 0) {
            return 0;
        }
        Slots now = slots;
        int at = now.slot(key);
        return (long) KEY.getAcquire(now.keys, at) == key
                ? (int) LINK.getAcquire(now.links, at)
                : 0;
    }

    void put(long key, int link) {
        Slots now = slots;
        int at = now.slot(key);
        LINK.setRelease(now.links, at, link);
        if (now.keys[at] == key) {
            return;
        }
        KEY.setRelease(now.keys, at, key);
        order.set(count, key);
        int more = count + 1;
        count = more;
        if (more * 2 > now.keys.length) {
            Slots twice = new Slots(now.keys.length * 2);
            for (int i = 0; i < now.keys.length; i++) {
                if (now.keys[i] != 0) {
                    int place = twice.slot(now.keys[i]);
                    twice.keys[place] = now.keys[i];
                    twice.links[place] = now.links[i];
                }
            }
            slots = twice;
        }
    }

    /** Returns how many keys there are. */
    int count() {
        return count;
    }

    /** Returns a key by the order in which they came. */
    long key(int index) {
        return order.get(index);
    }
}
