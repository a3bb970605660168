package io.clew.questions.fragments;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Keeps fragments while nothing touches them, within a bound of bytes; for many threads.
 *
 * <p>A fragment is good for every log position from the last touch of its key up to the next one,
 * which removes it. Readers take no lock. There are two generations: what is not asked for while
 * the younger one fills up goes with the older one.
 */
final class FragmentCache {

    /** What a fragment takes beside its bytes: its object, its key and its place in a map. */
    private static final int OVERHEAD_BYTES = 120;

    /**
     * Keys share this many last touches. A fragment is not kept when one of its row was touched
     * after it was read: with fewer rows that would happen to many by accident while much is
     * written.
     */
    private static final int TOUCHES = 1 << 16;

    private static final int LOCKS = 256;

    /**
     * Holds the bytes of a fragment.
     *
     * @param since the log position from which on it is good
     */
    private record Fragment(byte[] bytes, long since) {
        long weight() {
            return bytes.length + OVERHEAD_BYTES;
        }
    }

    private final long generationBytesMax;
    private final AtomicIntegerArray touches = new AtomicIntegerArray(TOUCHES);
    private final Object[] locks = new Object[LOCKS];
    private final AtomicLong youngBytes = new AtomicLong();
    private volatile long floor;
    private volatile Map<Long, Fragment> young = new ConcurrentHashMap<>();
    private volatile Map<Long, Fragment> old = new ConcurrentHashMap<>();

    /**
     * Makes an empty cache.
     *
     * @param bytesMax about as many bytes as it may take, keys and maps included
     * @param position the log position that it begins at: what was touched before is not known
     */
    FragmentCache(long bytesMax, long position) {
        this.generationBytesMax = bytesMax / 2;
        this.floor = position;
        Arrays.setAll(locks, i -> new Object());
    }

    /** Returns the bytes of a key that are good for a log position; null when there are none. */
    byte @Nullable [] get(long key, long position) {
        Fragment fragment = young.get(key);
        if (fragment == null) {
            fragment = old.get(key);
            if (fragment == null) {
                return null;
            }
            promote(key, fragment);
        }
        return fragment.since() <= position ? fragment.bytes() : null;
    }

    private void promote(long key, Fragment fragment) {
        synchronized (lock(key)) {
            if (old.get(key) == fragment && young.putIfAbsent(key, fragment) == null) {
                youngBytes.addAndGet(fragment.weight());
            }
        }
        rotateWhenFull();
    }

    /**
     * Keeps the bytes of a key, unless it was touched since they were read.
     *
     * @param position the log position that they were read at, and that every touch up to it has
     *     been told
     */
    void put(long key, byte[] bytes, long position) {
        if (key == FragmentKeys.NONE || bytes.length + OVERHEAD_BYTES > generationBytesMax / 16) {
            return;
        }
        synchronized (lock(key)) {
            // The map before the floor: clearing raises the floor before it changes the maps.
            Map<Long, Fragment> into = young;
            long since = Math.max(touches.get(row(key)), floor);
            if (since > position) {
                return;
            }
            Fragment fragment = new Fragment(bytes, since);
            Fragment before = into.put(key, fragment);
            youngBytes.addAndGet(fragment.weight() - (before == null ? 0 : before.weight()));
        }
        rotateWhenFull();
    }

    /** Removes what is kept of a key: an entry at this log position changes it. */
    void touch(long key, int position) {
        synchronized (lock(key)) {
            touches.set(row(key), position);
            Fragment before = young.remove(key);
            if (before != null) {
                youngBytes.addAndGet(-before.weight());
            }
            old.remove(key);
        }
    }

    /** Removes everything: an entry at this log position may change any of it. */
    synchronized void clear(long position) {
        floor = position;
        young = new ConcurrentHashMap<>();
        old = new ConcurrentHashMap<>();
        youngBytes.set(0);
    }

    private void rotateWhenFull() {
        if (youngBytes.get() > generationBytesMax) {
            rotate();
        }
    }

    private synchronized void rotate() {
        if (youngBytes.get() > generationBytesMax) {
            old = young;
            young = new ConcurrentHashMap<>();
            youngBytes.set(0);
        }
    }

    private Object lock(long key) {
        return locks[row(key) & (LOCKS - 1)];
    }

    private static int row(long key) {
        return (int) ((key * 0x9E3779B97F4A7C15L) >>> (Long.SIZE - 16));
    }
}
