package io.clew.graph;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/**
 * Holds the stamps that facts carry, by number in log order: entry, event time and voice. Facts of
 * one entry that agree in all three share a stamp.
 *
 * <p>Since stamps are in log order, what was known at a position is a bound on their numbers.
 * Readers ask only for stamps that their view counts.
 */
final class Stamps {

    /** How far back in its entry a stamp is looked for; a miss costs a few bytes. */
    private static final int LOOK_BACK = 16;

    private static final int BITS = Integer.numberOfTrailingZeros(StampBlock.SIZE);
    private static final VarHandle SLOT = MethodHandles.arrayElementVarHandle(StampBlock[].class);

    private final Stored stored;
    private volatile StampBlock[] blocks;
    private volatile long[] latest;
    private StampBlock.Open open = new StampBlock.Open();
    private int count;
    private int entryStart;

    /** Reads full blocks that were stored before, each at its first use. */
    @FunctionalInterface
    interface Stored {
        StampBlock block(int number);
    }

    Stamps() {
        this.stored =
                number -> {
                    throw new IllegalStateException("no block " + number);
                };
        this.blocks = new StampBlock[0];
        this.latest = new long[0];
    }

    /**
     * Makes stamps of which the full blocks are stored.
     *
     * @param latest for each full block, the latest event time in it and all before it
     * @param rest the stamps after the full blocks
     */
    Stamps(Stored stored, long[] latest, StampBlock rest, int restCount) {
        this.stored = stored;
        this.blocks = new StampBlock[latest.length + (latest.length >> 1) + 1];
        this.latest = latest;
        this.count = latest.length * StampBlock.SIZE;
        for (int i = 0; i < restCount; i++) {
            append(rest.position(i), rest.atMillis(i), rest.voice(i));
        }
        this.entryStart = count;
    }

    int count() {
        return count;
    }

    /** Begins the next entry: its first stamp will have the number that is returned. */
    int beginEntry() {
        entryStart = count;
        return count;
    }

    /** Returns the number of a stamp of the entry that was begun, new or shared. */
    int stamp(int position, long atMillis, int voice) {
        for (int i = count - 1; i >= entryStart && i >= count - LOOK_BACK; i--) {
            if (voice(i) == voice && atMillis(i) == atMillis) {
                return i;
            }
        }
        append(position, atMillis, voice);
        return count - 1;
    }

    private void append(int position, long atMillis, int voice) {
        int index = count & (StampBlock.SIZE - 1);
        int number = count >>> BITS;
        if (index == 0) {
            StampBlock[] all = blocks;
            if (number >= all.length) {
                for (int i = 0; i < all.length; i++) {
                    block(i);
                }
                all = Arrays.copyOf(blocks, number + 1 + (number >> 1));
            }
            open = new StampBlock.Open();
            all[number] = open;
            blocks = all;
        }
        open.set(index, position, atMillis, voice);
        count++;
        if (index == StampBlock.SIZE - 1) {
            seal(number);
        }
    }

    private void seal(int number) {
        long[] all = latest;
        if (number >= all.length) {
            all = Arrays.copyOf(all, number + 1 + (number >> 1));
        }
        all[number] = Math.max(number == 0 ? Long.MIN_VALUE : all[number - 1], open.latestMillis());
        latest = all;
        SLOT.setRelease(blocks, number, open.packed(StampBlock.SIZE));
    }

    private StampBlock block(int number) {
        StampBlock[] all = blocks;
        StampBlock block = all[number];
        if (block != null) {
            return block;
        }
        StampBlock read = stored.block(number);
        StampBlock other =
                (StampBlock) SLOT.compareAndExchange(all, number, (StampBlock) null, read);
        return other != null ? other : read;
    }

    int position(int stamp) {
        return block(stamp >>> BITS).position(stamp & (StampBlock.SIZE - 1));
    }

    long atMillis(int stamp) {
        return block(stamp >>> BITS).atMillis(stamp & (StampBlock.SIZE - 1));
    }

    int voice(int stamp) {
        return block(stamp >>> BITS).voice(stamp & (StampBlock.SIZE - 1));
    }

    /** Returns how many of the first stamps were recorded by a position. */
    int countAt(long position, int among) {
        int low = 0;
        int high = among;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (position(middle) <= position) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Returns a bound: all stamps before it happened by a time, so nobody need look. */
    int allBy(long atMillis, int among) {
        long[] all = latest;
        int low = 0;
        int high = Math.min(all.length, among >>> BITS);
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (all[middle] <= atMillis) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low << BITS;
    }

    /** Returns the latest event time in a full block and all before it. */
    long latestBy(int number) {
        return latest[number];
    }

    /** Returns a full block by number. */
    StampBlock.Packed full(int number) {
        return (StampBlock.Packed) block(number);
    }

    /** Returns how many bytes the blocks that are in memory take. */
    long bytes() {
        long sum = (long) Long.BYTES * latest.length;
        for (StampBlock block : blocks) {
            sum += block == null ? 0 : block.bytes();
        }
        return sum;
    }
}
