package io.clew.commit.inference;

import io.clew.commit.inference.Rule.News;
import java.util.List;

/**
 * Keeps the newest rows of the keys that were asked about last, exactly as the database and the
 * rows that wait have them. Keys are ids of nodes and their negatives.
 *
 * @param <R> the rows
 */
final class Windows<R extends Window.Row & Comparable<R>> {

    private final int rowsMax;
    private final Newest<R> newest;
    private final Recent<Window<R>> recent;

    /** Reads the newest rows of a key. */
    interface Newest<R> {
        List<R> read(News news, int key, int limit);
    }

    /**
     * Makes an empty memory of a table.
     *
     * @param newest reads a key that is not known
     */
    Windows(Bounds bounds, Newest<R> newest) {
        this.rowsMax = bounds.rowsOfKey();
        this.newest = newest;
        this.recent = new Recent<>(bounds.rowsInAll(), Window::size);
    }

    /** Begins a write: only now anything may be left out. */
    void begin() {
        recent.trim();
    }

    void forget() {
        recent.forget();
    }

    /** Adds a row that the table is given. */
    void add(News news, int key, R row) {
        Window<R> window = recent.get(key);
        if (window == null && isNew(news, key)) {
            window = open(key, new Window<>(rowsMax));
        }
        if (window != null) {
            window.add(row);
            recent.grown(1);
        }
    }

    /** Takes away a row that is taken from the table. */
    void remove(int key, R row) {
        Window<R> window = recent.get(key);
        if (window != null) {
            window.remove(row);
        }
    }

    /** Returns the window of a key, which is read when it is not known. */
    Window<R> of(News news, int key) {
        Window<R> known = recent.get(key);
        if (known != null) {
            return known;
        }
        return open(
                key,
                isNew(news, key)
                        ? new Window<>(rowsMax)
                        : Window.of(rowsMax, newest.read(news, key, rowsMax + 1)));
    }

    /** Rows of a new node are only those that were added here, and those are kept. */
    private static boolean isNew(News news, int key) {
        return news.isNew(Math.abs(key));
    }

    private Window<R> open(int key, Window<R> window) {
        recent.put(key, window);
        return window;
    }
}
