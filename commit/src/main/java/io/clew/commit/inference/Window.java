package io.clew.commit.inference;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Holds the newest rows of a key in memory, in order: all of a time and later, whenever they came.
 *
 * @param <R> the rows; equal in order are only those that are the same
 */
final class Window<R extends Window.Row & Comparable<R>> {

    /** Shows a row that has its place by a time, and among those of one time an order. */
    interface Row {
        long millis();
    }

    private final int rowsMax;
    private final List<R> rows = new ArrayList<>(4);
    private long fromMillis = Long.MIN_VALUE;

    /** Makes the window of a key that has no row. */
    Window(int rowsMax) {
        this.rowsMax = rowsMax;
    }

    /**
     * Makes the window of a key that has rows.
     *
     * @param newest its newest rows in any order: all, or more than the window holds
     */
    static <R extends Row & Comparable<R>> Window<R> of(int rowsMax, List<R> newest) {
        Window<R> window = new Window<>(rowsMax);
        newest.stream().sorted().forEach(window::add);
        return window;
    }

    void add(R row) {
        if (!holds(row.millis())) {
            return;
        }
        int at = Collections.binarySearch(rows, row);
        if (at < 0) {
            rows.add(-at - 1, row);
            if (rows.size() > rowsMax) {
                forgetOldest();
            }
        }
    }

    /** Forgets all of the first time: a window holds all of a time or none. */
    private void forgetOldest() {
        fromMillis = rows.getFirst().millis() + 1;
        rows.subList(0, from(fromMillis)).clear();
    }

    void remove(R row) {
        int at = Collections.binarySearch(rows, row);
        if (at >= 0) {
            rows.remove(at);
        }
    }

    /** Says whether all rows of a time and later are here. */
    boolean holds(long millis) {
        return millis >= fromMillis;
    }

    /** Says whether all rows of the key are here. */
    boolean isWhole() {
        return fromMillis == Long.MIN_VALUE;
    }

    int size() {
        return rows.size();
    }

    R get(int index) {
        return rows.get(index);
    }

    /** Returns the index of the first row of a time or later; the number of rows when none is. */
    int from(long millis) {
        int index = rows.size();
        // What is asked for is nearly always the newest.
        while (index > 0 && rows.get(index - 1).millis() >= millis) {
            index--;
        }
        return index;
    }

    /** Returns the index of the first row that comes after another, which need not be here. */
    int after(R row) {
        int at = Collections.binarySearch(rows, row);
        return at < 0 ? -at - 1 : at + 1;
    }
}
