package io.clew.store.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Splits a statement at its {@code :name} parameters, once for each text.
 *
 * @param pieces the text around the parameters, one more than there are places
 * @param names the different parameters
 * @param indexes the place of each parameter in {@code names}
 * @param places for each place in order, the index of its parameter in {@code names}
 * @param text the statement with one placeholder for each place
 * @param isChange whether it may change rows: whatever is not plainly a SELECT
 */
record NamedSql(
        List<String> pieces,
        List<String> names,
        Map<String, Integer> indexes,
        List<Integer> places,
        String text,
        boolean isChange) {

    /**
     * Longest text that is kept: our program's own are shorter. A longer one was made for a long
     * list of some client, and hardly comes again.
     */
    static final int KEPT_CHARS_MAX = 8_000;

    /** Texts kept: our program has a thousand or so, and clients' filters combine to any number. */
    static final int KEPT_MAX = 4_096;

    private static final ConcurrentHashMap<String, NamedSql> KEPT = new ConcurrentHashMap<>();

    static NamedSql parse(String sql) {
        NamedSql known = KEPT.get(sql);
        if (known != null) {
            return known;
        }
        NamedSql split = split(sql);
        if (sql.length() <= KEPT_CHARS_MAX) {
            if (KEPT.size() >= KEPT_MAX) {
                // What the program asks again and again is soon there again.
                KEPT.clear();
            }
            KEPT.put(sql, split);
        }
        return split;
    }

    /** Returns the text for a number of rows, where rows are the only parameter. */
    String ofRows(int rows, int width) {
        return pieces.getFirst() + placeholders(rows, width) + pieces.getLast();
    }

    /** Returns a placeholder for each value of rows in parentheses. */
    static String placeholders(int rows, int width) {
        String row = "(" + placeholders(width) + "),";
        String all = row.repeat(rows);
        return all.substring(0, all.length() - 1);
    }

    /** Returns a placeholder for each value of a list. */
    static String placeholders(int count) {
        return "?,".repeat(count).substring(0, 2 * count - 1);
    }

    /** Returns how many texts are kept. */
    static int kept() {
        return KEPT.size();
    }

    private static NamedSql split(String sql) {
        List<String> pieces = new ArrayList<>();
        Map<String, Integer> indexes = new LinkedHashMap<>();
        List<Integer> places = new ArrayList<>();
        StringBuilder piece = new StringBuilder();
        char quote = 0;
        int i = 0;
        while (i < sql.length()) {
            char c = sql.charAt(i);
            if (quote == 0 && (c == '\'' || c == '"')) {
                quote = c;
            } else if (c == quote) {
                quote = 0;
            }
            boolean parameter =
                    quote == 0
                            && c == ':'
                            && i + 1 < sql.length()
                            && Character.isJavaIdentifierStart(sql.charAt(i + 1))
                            && (i == 0 || sql.charAt(i - 1) != ':');
            if (!parameter) {
                piece.append(c);
                i++;
                continue;
            }
            int end = i + 1;
            while (end < sql.length() && Character.isJavaIdentifierPart(sql.charAt(end))) {
                end++;
            }
            String name = sql.substring(i + 1, end);
            indexes.putIfAbsent(name, indexes.size());
            places.add(indexes.get(name));
            pieces.add(piece.toString());
            piece.setLength(0);
            i = end;
        }
        pieces.add(piece.toString());
        boolean isChange = !sql.stripLeading().regionMatches(true, 0, "SELECT", 0, 6);
        return new NamedSql(
                List.copyOf(pieces),
                List.copyOf(indexes.keySet()),
                Map.copyOf(indexes),
                List.copyOf(places),
                String.join("?", pieces),
                isChange);
    }
}
