package io.clew.store.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Splits a statement at its {@code :name} parameters, once for each text.
 *
 * @param pieces the text around the parameters, one more than there are names
 * @param names the parameters in order
 * @param isChange whether it may change rows: whatever is not plainly a SELECT
 */
record NamedSql(List<String> pieces, List<String> names, boolean isChange) {

    private static final ConcurrentHashMap<String, NamedSql> CACHE = new ConcurrentHashMap<>();

    static NamedSql parse(String sql) {
        return CACHE.computeIfAbsent(sql, NamedSql::split);
    }

    private static NamedSql split(String sql) {
        List<String> pieces = new ArrayList<>();
        List<String> names = new ArrayList<>();
        StringBuilder piece = new StringBuilder();
        boolean quoted = false;
        int i = 0;
        while (i < sql.length()) {
            char c = sql.charAt(i);
            if (c == '\'') {
                quoted = !quoted;
            }
            boolean parameter =
                    !quoted
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
            pieces.add(piece.toString());
            piece.setLength(0);
            names.add(sql.substring(i + 1, end));
            i = end;
        }
        pieces.add(piece.toString());
        boolean isChange = !sql.stripLeading().regionMatches(true, 0, "SELECT", 0, 6);
        return new NamedSql(List.copyOf(pieces), List.copyOf(names), isChange);
    }
}
