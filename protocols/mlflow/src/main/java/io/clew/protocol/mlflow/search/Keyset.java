package io.clew.protocol.mlflow.search;

import io.clew.model.ClewException;
import io.clew.store.Row;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Orders a list by columns that are never null and unique together, and continues it after a row.
 *
 * @param columns in order
 */
public record Keyset(List<Column> columns) {
    /** What a column holds: how it is read and travels. */
    public enum Type {
        TEXT,
        INTEGER,
        REAL
    }

    /**
     * Describes one column.
     *
     * @param expression SQL, a constant of the program
     * @param alias what it is called in the result
     */
    public record Column(String expression, String alias, Type type, boolean ascending) {}

    public Keyset {
        columns = List.copyOf(columns);
    }

    /** Adds the columns to a select list, each behind a comma. */
    public void select(SqlText sql) {
        columns.forEach(
                column -> sql.add(", ").add(column.expression()).add(" AS ").add(column.alias()));
    }

    /** Adds the ordering. */
    public void orderBy(SqlText sql) {
        String separator = " ORDER BY ";
        for (Column column : columns) {
            sql.add(separator).add(column.expression()).add(column.ascending() ? " ASC" : " DESC");
            separator = ", ";
        }
    }

    /**
     * Adds the condition that a row comes after another.
     *
     * @param values the other's values, one for each column
     */
    public void after(SqlText sql, List<@Nullable Object> values) {
        Column first = columns.getFirst();
        // Says what follows from the rest, for an index to start at.
        sql.add("(").add(first.expression());
        sql.add(first.ascending() ? " >= " : " <= ").bind(value(values, 0)).add(" AND (");
        for (int i = 0; i < columns.size(); i++) {
            sql.add(i == 0 ? "(" : " OR (");
            for (int j = 0; j < i; j++) {
                sql.add(columns.get(j).expression()).add(" = ").bind(value(values, j)).add(" AND ");
            }
            Column column = columns.get(i);
            sql.add(column.expression()).add(column.ascending() ? " > " : " < ");
            sql.bind(value(values, i)).add(")");
        }
        sql.add("))");
    }

    /** Returns the value of a column; a token that has none of its type was none of ours. */
    private Object value(List<@Nullable Object> values, int index) {
        Object value = index < values.size() ? values.get(index) : null;
        boolean fits =
                switch (columns.get(index).type()) {
                    case TEXT -> value instanceof String;
                    case INTEGER -> value instanceof Long;
                    case REAL -> value instanceof Double;
                };
        if (value == null || !fits) {
            throw ClewException.invalid("page_token", "Invalid page token: it could not be read.");
        }
        return value;
    }

    /** Reads the values of a row. */
    public List<@Nullable Object> values(Row row) {
        List<@Nullable Object> values = new ArrayList<>(columns.size());
        for (Column column : columns) {
            values.add(
                    switch (column.type()) {
                        case TEXT -> (Object) row.text(column.alias());
                        case INTEGER -> (Object) row.integer(column.alias());
                        case REAL -> (Object) row.real(column.alias());
                    });
        }
        return values;
    }
}
