package io.clew.cli.ask;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Shows a change's values before and after. */
final class DiffValues {
    private DiffValues() {}

    /** A digest or commit, of which nobody reads more than the beginning. */
    private static final Pattern DIGEST = Pattern.compile("\\b([0-9a-f]{12})[0-9a-f]{8,}\\b");

    /** Lines of a text difference on the screen; the rest is counted. */
    private static final int LINES_MAX = 40;

    /**
     * Returns such as {@code double → long}; long values are cut to where they differ, and have a
     * line each.
     *
     * @param indent what those lines begin with
     */
    static String beforeAndAfter(JsonNode change, String indent, Screen screen) {
        Differing shown = Differing.of(text(change.path("before")), text(change.path("after")));
        if (isNothing(change.path("before"))
                || isNothing(change.path("after"))
                || shown.isShort()) {
            return briefly(change, screen);
        }
        return "\n%s%s\n%s%s"
                .formatted(
                        indent,
                        screen.red("- " + shown.before()),
                        indent,
                        screen.green("+ " + shown.after()));
    }

    /** Returns the same on one line, whatever the length. */
    static String briefly(JsonNode change, Screen screen) {
        JsonNode before = change.path("before");
        JsonNode after = change.path("after");
        Differing shown = Differing.of(text(before), text(after));
        if (isNothing(before)) {
            return screen.green("added") + (shown.after().isEmpty() ? "" : " " + shown.after());
        }
        if (isNothing(after)) {
            return screen.red("removed") + (shown.before().isEmpty() ? "" : " " + shown.before());
        }
        return screen.red(shown.before()) + " → " + screen.green(shown.after());
    }

    /** Shows the lines that differ of a text of several lines, as {@code diff} does. */
    static void lines(JsonNode change, Screen screen) {
        List<String> lines = new ArrayList<>();
        change.path("diff").asString("").lines().forEach(lines::add);
        for (String line : lines.subList(0, Math.min(LINES_MAX, lines.size()))) {
            String shown = "      │ " + line;
            screen.line(
                    line.startsWith("+")
                            ? screen.green(shown)
                            : line.startsWith("-") ? screen.red(shown) : screen.dim(shown));
        }
        if (lines.size() > LINES_MAX) {
            screen.line(
                    screen.dim(
                            "      │ and %s (--json has all)"
                                    .formatted(
                                            Screen.count(lines.size() - LINES_MAX, "more line"))));
        }
    }

    private static boolean isNothing(JsonNode value) {
        return value.isNull() || value.isMissingNode();
    }

    /** Returns a value as people read it: a text without quotes, a map as its entries. */
    static String text(JsonNode value) {
        if (isNothing(value)) {
            return "";
        }
        if (value.isString()) {
            return DIGEST.matcher(value.asString("")).replaceAll("$1…");
        }
        List<String> parts = new ArrayList<>();
        if (value.isArray()) {
            value.forEach(one -> parts.add(text(one)));
            return String.join(", ", parts);
        }
        if (value.path("assertion").isString() && value.path("success").isBoolean()) {
            return value.path("success").asBoolean() ? "passed" : "failed";
        }
        if (value.path("from").isString() && value.path("transformations").isArray()) {
            String ways = Transformations.ways(value);
            return DiffNames.lastSegment(value.path("from").asString(""))
                    + (ways.isEmpty() ? "" : ": " + ways);
        }
        if (value.isObject()) {
            value.properties().forEach(one -> parts.add(one.getKey() + " " + text(one.getValue())));
            return String.join(", ", parts);
        }
        return value.toString();
    }
}
