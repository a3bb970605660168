package io.clew.questions.explain;

import io.clew.questions.node.Value;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/** Puts values into words for sentences. */
final class Words {

    /** Most things that a sentence spells out; it says how many more there are. */
    static final int LISTED_MAX = 30;

    private static final int VALUE_CHARS_MAX = 120;

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private Words() {}

    /** Writes an instant as people read it, in UTC. */
    static String time(Instant instant) {
        return TIME.format(instant);
    }

    /** Writes a count and its noun, such as {@code 3 parameters}. */
    static String count(long count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }

    /** Writes a value on one line, cut to a length that people read. */
    static String shown(Object value) {
        String text = String.valueOf(value).replaceAll("\\s+", " ").strip();
        int end = text.offsetByCodePoints(0, Math.min(VALUE_CHARS_MAX, length(text)));
        return end < text.length() ? text.substring(0, end) + "…" : text;
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    /** Lists values by name, at most {@link #LISTED_MAX}, and says how many more there are. */
    static String listed(SortedMap<String, Value> values) {
        return listed(values, (name, value) -> name + " = " + shown(value.value()));
    }

    /**
     * Lists the members of a map, at most {@link #LISTED_MAX}, and says how many more there are.
     */
    static <V> String listed(Map<String, V> members, BiFunction<String, V, String> shown) {
        return listed(
                members.entrySet().stream()
                        .map(member -> shown.apply(member.getKey(), member.getValue()))
                        .toList());
    }

    /** Lists texts, at most {@link #LISTED_MAX}, and says how many more there are. */
    static String listed(List<String> texts) {
        String first = texts.stream().limit(LISTED_MAX).collect(Collectors.joining(", "));
        int more = texts.size() - LISTED_MAX;
        return more > 0 ? "%s and %d more".formatted(first, more) : first;
    }
}
