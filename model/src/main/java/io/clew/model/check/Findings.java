package io.clew.model.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Gathers counts and findings of one part while it is checked; for one thread. */
public final class Findings {

    /** Findings that are told in full; more of them are counted. */
    public static final int KEPT_MAX = 100;

    /** Characters of a value that a finding shows. */
    private static final int SHOWN_CHARS_MAX = 200;

    private final Map<String, Long> counts = new LinkedHashMap<>();
    private final List<String> kept = new ArrayList<>();
    private long found;

    /** Counts things that were looked at. */
    public void count(String kind, long more) {
        counts.merge(kind, more, Long::sum);
    }

    /** Adds what is wrong, in one sentence. */
    public void add(String what) {
        found++;
        if (kept.size() < KEPT_MAX) {
            kept.add(what);
        }
    }

    /** Adds a finding when two things that must be the same are not. */
    public void same(
            String what, String where, @Nullable Object expected, @Nullable Object stored) {
        if (!Objects.equals(expected, stored)) {
            add(what + " is " + shown(expected) + ", but " + where + " " + shown(stored));
        }
    }

    private static String shown(@Nullable Object value) {
        if (value == null) {
            return "nothing";
        }
        String text = value.toString();
        return "'"
                + (text.length() > SHOWN_CHARS_MAX
                        ? text.substring(0, SHOWN_CHARS_MAX) + "…"
                        : text)
                + "'";
    }

    /** Returns how the part went. */
    public CheckedPart part(String name) {
        return new CheckedPart(name, counts, found, kept);
    }
}
