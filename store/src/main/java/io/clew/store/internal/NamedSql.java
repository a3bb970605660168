package io.clew.store.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Splits a statement at its {@code :name} parameters, once for each text.
 *
 * @param pieces the text around the parameters, one more than there are places
 * @param names the different parameters
 * @param places for each place in order, the index of its parameter in {@code names}
 * @param text the statement with one placeholder for each place
 * @param isChange whether it may change rows: whatever is not plainly a SELECT
 */
record NamedSql(
        List<String> pieces,
        List<String> names,
        List<Integer> places,
        String text,
        boolean isChange) {

    private static final ConcurrentHashMap<String, NamedSql> CACHE = new ConcurrentHashMap<>();

    static NamedSql parse(String sql) {
        NamedSql known = CACHE.get(sql);
        return known != null ? known : CACHE.computeIfAbsent(sql, NamedSql::split);
    }

    private static NamedSql split(String sql) {
        List<String> pieces = new ArrayList<>();
        List<String> names = new ArrayList<>();
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
            if (!names.contains(name)) {
                names.add(name);
            }
            places.add(names.indexOf(name));
            pieces.add(piece.toString());
            piece.setLength(0);
            i = end;
        }
        pieces.add(piece.toString());
        boolean isChange = !sql.stripLeading().regionMatches(true, 0, "SELECT", 0, 6);
        return new NamedSql(
                List.copyOf(pieces),
                List.copyOf(names),
                List.copyOf(places),
                String.join("?", pieces),
                isChange);
    }
}
