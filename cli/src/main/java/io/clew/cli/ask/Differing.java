package io.clew.cli.ask;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cuts two texts down to where they differ, so that both fit on a line.
 *
 * @param before what the first has there, one line
 * @param after what the second has there, one line
 */
record Differing(String before, String after) {

    /** Characters kept of each side: it has a line of a terminal for itself. */
    private static final int CHARS_MAX = 72;

    /** Characters that two short values may have to stand beside what changed. */
    private static final int BESIDE_CHARS_MAX = 48;

    /** Tokens kept around the difference, to tell where it is. */
    private static final int CONTEXT_TOKENS = 4;

    private static final Pattern TOKEN = Pattern.compile("[\\p{L}\\p{N}_]+|\\s+|.");

    /** A comma or point before the first word kept tells nothing. */
    private static final Pattern LEFT_OVER = Pattern.compile("^[.,;:]\\s*");

    /** Tells whether both are short enough to stand side by side. */
    boolean isShort() {
        return before.length() + after.length() <= BESIDE_CHARS_MAX;
    }

    static Differing of(String before, String after) {
        String left = oneLine(before);
        String right = oneLine(after);
        if (left.length() <= CHARS_MAX && right.length() <= CHARS_MAX) {
            return new Differing(left, right);
        }
        List<String> a = tokens(left);
        List<String> b = tokens(right);
        int shorter = Math.min(a.size(), b.size());
        int same = 0;
        while (same < shorter && a.get(same).equals(b.get(same))) {
            same++;
        }
        int tail = 0;
        while (tail < shorter - same
                && a.get(a.size() - 1 - tail).equals(b.get(b.size() - 1 - tail))) {
            tail++;
        }
        return new Differing(excerpt(a, same, tail), excerpt(b, same, tail));
    }

    private static String excerpt(List<String> tokens, int same, int tail) {
        int from = Math.max(0, same - CONTEXT_TOKENS);
        int to = Math.min(tokens.size(), tokens.size() - tail + CONTEXT_TOKENS);
        String text = String.join("", tokens.subList(from, to)).strip();
        if (from > 0) {
            text = LEFT_OVER.matcher(text).replaceFirst("");
        }
        boolean cut = text.length() > CHARS_MAX;
        String shown = cut ? text.substring(0, CHARS_MAX - 1).stripTrailing() : text;
        return (from > 0 ? "…" : "") + shown + (cut || to < tokens.size() ? "…" : "");
    }

    private static List<String> tokens(String text) {
        List<String> tokens = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(text);
        while (matcher.find()) {
            tokens.add(matcher.group());
        }
        return tokens;
    }

    private static String oneLine(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }
}
