package io.clew.graph.traversal;

import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Holds the names of a schema's columns; a field within a field is {@code a.b}.
 *
 * <p>Producers write a column in capitals in one place and small in another, and name a field
 * within a column or only the column: any of these is taken for the same, since to show a column
 * too many misleads less than to miss one.
 */
public final class ColumnNames {

    private final Set<String> names = new HashSet<>();

    /** Holds names. */
    public ColumnNames(Collection<String> names) {
        for (String name : names) {
            String lower = name.toLowerCase(Locale.ROOT);
            for (int end = lower.length(); end > 0; end = lower.lastIndexOf('.', end - 1)) {
                this.names.add(lower.substring(0, end));
            }
        }
    }

    /** Says whether a column is among them. */
    public boolean admits(String column) {
        String lower = column.toLowerCase(Locale.ROOT);
        for (int end = lower.length(); end > 0; end = lower.lastIndexOf('.', end - 1)) {
            if (names.contains(lower.substring(0, end))) {
                return true;
            }
        }
        return false;
    }
}
