package io.clew.commit;

import org.jspecify.annotations.Nullable;

/**
 * Remembers between writes what the database holds, so that it need not be asked again.
 *
 * <p>Whatever is in it is exact: it is emptied when another server wrote to the database, and when
 * a write is undone. Nobody may rely on anything being in it. Lives on the writer thread.
 */
public interface Memory {

    /** Returns what is remembered under a key; null when nothing is. */
    @Nullable Object recall(Object key);

    /**
     * Remembers a value, which must be small and never change, in place of what was under the key.
     */
    void remember(Object key, Object value);

    /** Forgets what is remembered under a key. */
    void forget(Object key);
}
