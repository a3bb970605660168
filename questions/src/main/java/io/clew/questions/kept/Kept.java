package io.clew.questions.kept;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Keeps values while nothing touches their keys, within a bound of bytes; for many threads.
 *
 * <p>A value is good for every log position from the last touch of its key up to the next one,
 * which removes it. Readers take no lock. There are two generations: what is not asked for while
 * the younger one fills up goes with the older one.
 *
 * @param <V> a value that nobody changes
 */
public final class Kept<V> {

    /** What a value takes beside its own bytes: its key and its place in a map. */
    private static final int OVERHEAD_BYTES = 120;

    /**
     * Keys share this many last touches. A value is not kept when a key of its row was touched
     * after it was read: with fewer rows that would happen to many by accident while much is
     * written.
     */
    private static final int TOUCHES = 1 << 16;

    private static final int LOCKS = 256;

    /** A value over this part of a generation would push out too many others. */
    private static final int VALUE_PARTS = 16;

    /**
     * Holds a value.
     *
     * @param since the log position from which on it is good
     */
    private record Holding<V>(V value, long since, long bytes) {}

    private final long generationBytesMax;
    private final ToLongFunction<V> bytesOf;
    private final AtomicIntegerArray touches = new AtomicIntegerArray(TOUCHES);
    private final Object[] locks = new Object[LOCKS];
    private final AtomicLong youngBytes = new AtomicLong();
    private volatile long floor;
    private volatile Map<Long, Holding<V>> young = new ConcurrentHashMap<>();
    private volatile Map<Long, Holding<V>> old = new ConcurrentHashMap<>();

    /**
     * Makes an empty cache.
     *
     * @param bytesMax about as many bytes as it may take, keys and maps included
     * @param bytesOf how many bytes a value takes
     * @param position the log position that it begins at: what was touched before is not known
     */
    Kept(long bytesMax, ToLongFunction<V> bytesOf, long position) {
        this.generationBytesMax = bytesMax / 2;
        this.bytesOf = bytesOf;
        this.floor = position;
        Arrays.setAll(locks, i -> new Object());
    }

    /** Returns the value of a key that is good for a log position; null when there is none. */
    public @Nullable V get(long key, long position) {
        Holding<V> holding = young.get(key);
        if (holding == null) {
            holding = old.get(key);
            if (holding == null) {
                return null;
            }
            promote(key, holding);
        }
        return holding.since() <= position ? holding.value() : null;
    }

    private void promote(long key, Holding<V> holding) {
        synchronized (lock(key)) {
            if (old.get(key) == holding && young.putIfAbsent(key, holding) == null) {
                youngBytes.addAndGet(holding.bytes());
            }
        }
        rotateWhenFull();
    }

    /**
     * Keeps the value of a key, unless the key was touched since the value was read.
     *
     * @param position the log position that it was read at: one that the graph has come to
     */
    public void put(long key, V value, long position) {
        long bytes = bytesOf.applyAsLong(value) + OVERHEAD_BYTES;
        if (key == Key.NONE || bytes > generationBytesMax / VALUE_PARTS) {
            return;
        }
        synchronized (lock(key)) {
            // The map before the floor: clearing raises the floor before it changes the maps.
            Map<Long, Holding<V>> into = young;
            long since = Math.max(touches.get(row(key)), floor);
            if (since > position) {
                return;
            }
            Holding<V> before = into.put(key, new Holding<>(value, since, bytes));
            youngBytes.addAndGet(bytes - (before == null ? 0 : before.bytes()));
        }
        rotateWhenFull();
    }

    /** Removes what is kept of a key: an entry at this log position changes it. */
    void touch(long key, int position) {
        synchronized (lock(key)) {
            touches.set(row(key), position);
            Holding<V> before = young.remove(key);
            if (before != null) {
                youngBytes.addAndGet(-before.bytes());
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
