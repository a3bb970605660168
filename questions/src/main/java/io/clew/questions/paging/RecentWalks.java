package io.clew.questions.paging;

import java.lang.ref.SoftReference;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the last few walks that have further pages, so that a client who pages through a large
 * answer does not make each page walk anew.
 *
 * <p>Nothing depends on it: a page whose walk is forgotten, or was another server's, is walked
 * again and is the same. The memory goes when others need it.
 */
public final class RecentWalks<T> {

    /** As many clients as page through large answers at a time; each can be some 50 MB. */
    private static final int KEPT_MAX = 4;

    private final Map<String, SoftReference<T>> kept = new LinkedHashMap<>(16, 0.75f, true);

    /**
     * Returns the walk that a page is of, remembered or walked now.
     *
     * @param question in the wording of its cursors
     */
    public T of(String question, PageCursor page, Supplier<T> walk) {
        T known = page.start() == 0 ? null : find(page.walk(question));
        return known == null ? walk.get() : known;
    }

    private synchronized @Nullable T find(String key) {
        SoftReference<T> reference = kept.get(key);
        return reference == null ? null : reference.get();
    }

    /**
     * Remembers a walk.
     *
     * @param page any further page of it
     */
    public synchronized void keep(String question, PageCursor page, T walk) {
        kept.put(page.walk(question), new SoftReference<>(walk));
        if (kept.size() > KEPT_MAX) {
            kept.remove(kept.keySet().iterator().next());
        }
    }
}
