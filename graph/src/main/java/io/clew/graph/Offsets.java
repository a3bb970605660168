package io.clew.graph;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Packs an int for each edge of a segment: a byte where it is small, else aside; four bytes each
 * where too many are not small.
 */
final class Offsets {

    /** What does not fit a byte is aside; its byte says so. */
    static final int ASIDE = 255;

    /** Aside an int takes eight bytes and a search: from this share on four for each are better. */
    private static final int ASIDE_SHARE = 3;

    private final byte[] small;
    private final int @Nullable [] wide;
    private final int[] places;
    private final int[] values;

    private Offsets(byte[] small, int @Nullable [] wide, int[] places, int[] values) {
        this.small = small;
        this.wide = wide;
        this.places = places;
        this.values = values;
    }

    /** Takes up what was stored. */
    static Offsets stored(byte[] small, int @Nullable [] wide, int[] places, int[] values) {
        return new Offsets(small, wide, places, values);
    }

    /** Packs ints; the array is kept where they are not small. */
    static Offsets of(int[] all) {
        int aside = 0;
        for (int value : all) {
            if (value < 0 || value >= ASIDE) {
                aside++;
            }
        }
        if (aside > all.length / ASIDE_SHARE) {
            return new Offsets(new byte[0], all, new int[0], new int[0]);
        }
        byte[] small = new byte[all.length];
        int[] places = new int[aside];
        int[] values = new int[aside];
        int next = 0;
        for (int i = 0; i < all.length; i++) {
            if (all[i] < 0 || all[i] >= ASIDE) {
                small[i] = (byte) ASIDE;
                places[next] = i;
                values[next++] = all[i];
            } else {
                small[i] = (byte) all[i];
            }
        }
        return new Offsets(small, null, places, values);
    }

    int get(int place) {
        if (wide != null) {
            return wide[place];
        }
        int value = small[place] & 0xFF;
        return value == ASIDE ? values[Arrays.binarySearch(places, place)] : value;
    }

    /** Says whether all of a range are less than {@link #ASIDE}, by the bytes alone. */
    boolean areSmall(int start, int end) {
        if (wide != null) {
            return false;
        }
        for (int place = start; place < end; place++) {
            if (small[place] == (byte) ASIDE) {
                return false;
            }
        }
        return true;
    }

    /** Returns the ints of a range, to be filled into an array. */
    void copy(int start, int end, int[] into, int at) {
        if (wide != null) {
            System.arraycopy(wide, start, into, at, end - start);
            return;
        }
        int next = Arrays.binarySearch(places, start);
        next = next < 0 ? ~next : next;
        for (int place = start; place < end; place++) {
            int value = small[place] & 0xFF;
            into[at + place - start] = value == ASIDE ? values[next++] : value;
        }
    }

    byte[] small() {
        return small;
    }

    int @Nullable [] wide() {
        return wide;
    }

    int[] places() {
        return places;
    }

    int[] values() {
        return values;
    }

    /** Returns about how many bytes this takes. */
    long bytes() {
        return small.length + 4L * ((wide == null ? 0 : wide.length) + places.length * 2L);
    }
}
