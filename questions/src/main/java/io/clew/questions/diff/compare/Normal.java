package io.clew.questions.diff.compare;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Brings values to a form that is equal when nothing that matters differs. */
final class Normal {

    /** Longest value in which ids are looked for; longer ones are compared as they are. */
    private static final int CHARS_MAX = 100_000;

    private static final Pattern IDS =
            Pattern.compile(
                    "(?i)\\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\\b"
                            + "|\\bm-[0-9a-f]{32}\\b|\\b[0-9a-f]{32}\\b"
                            + "|application_\\d+_\\d+|local-\\d{10,}"
                            + "|\\b(?:manual|scheduled|backfill)__\\S+"
                            + "|\\d{4}-\\d\\d-\\d\\d[T _]\\d\\d[:_-]?\\d\\d[:_-]?\\d\\d"
                            + "[.\\d]*(?:Z|[+-]\\d\\d:?\\d\\d)?"
                            + "|\\b1[5-9]\\d{8}(?:\\d{3})?\\b");

    private static final Pattern NUMBER =
            Pattern.compile("[+-]?(?:\\d{1,30}\\.?\\d{0,30}|\\.\\d{1,30})(?:[eE][+-]?\\d{1,3})?");

    private static final Set<String> TRUE = Set.of("true", "yes", "on");
    private static final Set<String> FALSE = Set.of("false", "no", "off");

    private Normal() {}

    /** Replaces ids of runs and models, and instants, by their kind. */
    static String withoutIds(String text) {
        return text.length() > CHARS_MAX ? text : IDS.matcher(text).replaceAll("#");
    }

    /** Says whether two values mean the same: numbers by value, words of a boolean by meaning. */
    static boolean same(@Nullable Object before, @Nullable Object after) {
        if (Objects.equals(before, after)) {
            return true;
        }
        return before != null && after != null && plain(before).equals(plain(after));
    }

    /** Returns a value as text that is equal for equal meanings. */
    static String plain(Object value) {
        String text = String.valueOf(value).strip();
        if (text.length() <= 60 && NUMBER.matcher(text).matches()) {
            return new BigDecimal(text).stripTrailingZeros().toString();
        }
        String lower = text.toLowerCase(Locale.ROOT);
        return TRUE.contains(lower) ? "true" : FALSE.contains(lower) ? "false" : withoutIds(text);
    }

    /** Returns a number that a text or number is; null when it is none. */
    static @Nullable Double number(@Nullable Object value) {
        if (value instanceof Number number) {
            double figure = number.doubleValue();
            return Double.isFinite(figure) ? figure : null;
        }
        if (value instanceof String text && text.length() <= 60) {
            String stripped = text.strip();
            return NUMBER.matcher(stripped).matches() ? Double.valueOf(stripped) : null;
        }
        return null;
    }
}
