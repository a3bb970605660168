package io.clew.commit.internal;

import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Remembers which facts hold the long values that were stored last, so that one which is said again
 * (a schema, a query) is stored once; lives on the writer thread. How a fact refers to another is
 * described at the column {@code attribute_row.value_of}.
 */
final class LongValues {

    /** A shorter value takes hardly more than what refers to it. */
    private static final int CHARS_MIN = 48;

    /** Characters remembered in all: some 16 MB at most, of thousands of schemas. */
    private static final int CHARS_MAX = 8 << 20;

    /** Facts of one entry that can be referred to; must never change: stored rows hold it. */
    private static final long SEQS = 1 << 22;

    private final LinkedHashMap<String, Long> holders = new LinkedHashMap<>(1024, 0.75f, true);
    private int chars;

    /**
     * Returns which fact holds a value already; null when it is to be stored with this one, which
     * holds it from now on.
     */
    @Nullable Long holder(@Nullable String value, long position, int seq) {
        if (value == null
                || value.length() < CHARS_MIN
                || value.length() > CHARS_MAX
                || seq >= SEQS) {
            return null;
        }
        Long holder = holders.putIfAbsent(value, position * SEQS + seq);
        if (holder == null) {
            chars += value.length();
            forgetEldest();
        }
        return holder;
    }

    private void forgetEldest() {
        var eldest = holders.keySet().iterator();
        while (chars > CHARS_MAX) {
            chars -= eldest.next().length();
            eldest.remove();
        }
    }

    /** Forgets all: facts may have been undone. */
    void forget() {
        holders.clear();
        chars = 0;
    }
}
