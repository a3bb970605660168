package io.clew.questions.diff.compare;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Says values in sentences, short enough to be read at a glance. */
final class Words {

    private static final int CHARS_MAX = 60;

    private Words() {}

    /** Says a value. */
    static String said(@Nullable Object value) {
        if (value == null) {
            return "nothing";
        }
        String text =
                value instanceof Double number
                        ? figure(number)
                        : String.valueOf(value).replaceAll("\\s+", " ").strip();
        return text.length() <= CHARS_MAX ? text : text.substring(0, CHARS_MAX - 1) + "…";
    }

    /** Says a number without digits that nobody reads. */
    static String figure(double number) {
        if (number == Math.rint(number) && Math.abs(number) < 1e15) {
            return String.format(Locale.ROOT, "%,d", (long) number);
        }
        double size = Math.abs(number);
        if (size >= 1000) {
            return String.format(Locale.ROOT, size >= 100_000 ? "%,.0f" : "%,.1f", number);
        }
        return String.format(Locale.ROOT, "%.4g", number)
                .replaceAll("(\\.\\d*?)0+(?=$|e)", "$1")
                .replaceAll("\\.(?=$|e)", "");
    }

    /** Says how a property went from one value to another. */
    static String went(@Nullable Object before, @Nullable Object after) {
        if (before == null) {
            return "is new: " + said(after);
        }
        return after == null
                ? "is gone; it was " + said(before)
                : "went from " + said(before) + " to " + said(after);
    }

    /** Shortens an id or digest to what people read. */
    static String brief(@Nullable String id) {
        if (id == null) {
            return "nothing";
        }
        String bare = id.startsWith("sha256:") ? id.substring("sha256:".length()) : id;
        return bare.length() > 12 && bare.matches("[0-9a-fA-F-]+") ? bare.substring(0, 12) : bare;
    }
}
